/** Requests as they go over the line, one after the other in one block, so that sending one costs no work. */
export interface Requests {
  readonly bytes: Uint8Array
  /** Where each ends. */
  readonly ends: Uint32Array
}

export interface Request {
  readonly path: string
  readonly token: string
  readonly body: unknown
}

/** Writes requests out. */
export function written(requests: Iterable<Request>): Requests {
  const parts: Buffer[] = []
  const ends: number[] = []
  let end = 0
  for (const { path, token, body } of requests) {
    const json = JSON.stringify(body)
    const text = `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\nx-muster: 1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`
    const bytes = Buffer.from(text)
    parts.push(bytes)
    end += bytes.length
    ends.push(end)
  }
  return { bytes: Buffer.concat(parts), ends: Uint32Array.from(ends) }
}

/** The nth of them. */
export const requestAt = ({ bytes, ends }: Requests, nth: number): Uint8Array =>
  bytes.subarray(nth === 0 ? 0 : ends[nth - 1], ends[nth])
