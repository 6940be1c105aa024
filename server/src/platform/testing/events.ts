/** A stream of server-sent events, read as it comes. */
export interface Events {
  readonly headers: Headers
  /** The next event with data, and the id it leaves behind. */
  next(): Promise<{ id: string; event: string; data: string }>
  /** The newest id heard, also of an event without data. */
  id(): string
  /** Resolves when the server ends the stream. */
  ended(): Promise<void>
  close(): Promise<void>
}

/** Opens `/api/live`, and waits until the server has greeted. */
export async function listenTo(url: string, token: string, lastEventId?: string): Promise<Events> {
  const headers = { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) }
  const response = await fetch(`${url}/api/live`, { headers })
  if (!response.ok || !response.body) throw new Error(`live answered ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let id = lastEventId ?? ''
  const block = async (): Promise<string | null> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const found = text.slice(0, end)
        text = text.slice(end + 2)
        return found
      }
      const { done, value } = await reader.read()
      if (done) return null
      text += value
    }
  }
  const read = async () => {
    for (;;) {
      const found = await block()
      if (found === null) return null
      const lines = Object.fromEntries(found.split('\n').map(line => [line.split(':')[0], line.replace(/^\w*: ?/, '')]))
      if (lines.id) id = lines.id
      if (lines.data) return { id, event: lines.event ?? 'message', data: lines.data }
      if (lines.retry || lines.id) return undefined
    }
  }
  const next: Events['next'] = async () => {
    for (;;) {
      const event = await read()
      if (event === null) throw new Error('The stream has ended.')
      if (event) return event
    }
  }
  // The greeting; without a last event, the id that stands for now follows it.
  await read()
  if (!lastEventId) await read()
  const ended = async () => {
    while ((await read()) !== null);
  }
  return { headers: response.headers, next, id: () => id, ended, close: () => reader.cancel() }
}
