import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Node's own HTTP server that reads what is sent and answers always the same: no server on Node is faster. */
export async function serveBare({ body }: { body: string }): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
