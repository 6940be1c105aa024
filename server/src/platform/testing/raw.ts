import { connect } from 'node:net'

/** Sends bytes as they are, which no HTTP client would, and reads until the server closes. */
export async function requestRaw(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), new URL(url).hostname)
  let answer = ''
  socket.on('data', chunk => {
    answer += chunk.toString()
  })
  socket.on('error', () => {}) // a reset is an answer too: what came until then counts
  socket.write(request)
  await new Promise(closed => socket.once('close', closed))
  return answer
}
