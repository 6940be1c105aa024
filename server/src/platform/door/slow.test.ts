import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDoor, testDoor } from '../testing/door.ts'

let t: TestDoor
let token: string
beforeAll(async () => {
  t = await testDoor()
  token = await t.signedIn()
})
afterAll(() => t.close())

/** The promise of the house for a client that never finishes, in milliseconds; a second more for a busy machine. */
const AT_MOST = 6000 + 1000

/** Sends the beginning, then a byte every half second, and says after how long the server had enough. */
async function trickle(beginning: string, drip: string): Promise<number> {
  const socket: Socket = connect(Number(new URL(t.url).port), '127.0.0.1')
  await once(socket, 'connect')
  const from = performance.now()
  socket.on('error', () => {}) // the server may reset it
  socket.resume().write(beginning)
  const timer = setInterval(() => socket.write(drip), 500)
  await new Promise(closed => socket.once('close', closed))
  clearInterval(timer)
  return performance.now() - from
}

const POST = 'POST /api/sessions HTTP/1.1\r\nhost: x\r\nx-muster: 1\r\ncontent-type: application/json\r\n'

describe('an address that opens ever more connections', () => {
  it('is cut short by itself, and others come in as before', async () => {
    const limited = await testDoor([], {
      ofOneAddress: 20,
      keyOf: address => (address === '127.0.0.1' ? null : address),
    })
    const port = Number(new URL(limited.url).port)
    const open = () => connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' }).on('error', () => {})
    const flood = Array.from({ length: 60 }, open)
    let closed = 0
    for (const socket of flood) socket.once('close', () => (closed += 1)).resume()
    await expect.poll(() => closed).toBe(40)
    expect((await limited.call('/api/health')).status).toBe(200)
    expect(await (await limited.call('/metrics')).text()).toContain('reason="connection"} 40')
    for (const socket of flood) socket.destroy()
    await expect.poll(() => closed).toBe(60)
    const later = open()
    await once(later, 'connect')
    later.write('GET /api/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    expect(String((await once(later, 'data'))[0])).toContain('200 OK')
    later.destroy()
    await limited.close()
  })
})

describe('clients that never finish', () => {
  it('are closed within six seconds, while everybody else is served as ever', async () => {
    let over = false
    const slow = Promise.all([
      trickle('', ''),
      trickle('GET /api/me HTTP/1.1\r\nhost: x\r\n', 'x'),
      trickle(`${POST}content-length: 100000\r\n\r\n{`, ' '),
      trickle(`${POST}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
      ...Array.from({ length: 60 }, () => trickle(`${POST}content-length: 5000\r\n\r\n`, '{')),
    ]).finally(() => {
      over = true
    })
    const waits: number[] = []
    while (!over) {
      const from = performance.now()
      expect((await t.call('/api/me', { token })).status).toBe(200)
      waits.push(performance.now() - from)
    }
    expect(Math.max(...(await slow))).toBeLessThan(AT_MOST)
    waits.sort((a, b) => a - b)
    expect(waits[Math.floor(waits.length * 0.99)]).toBeLessThan(1000)
  })

  it('are not those who send a large body in good time', async () => {
    const big = { tenant: 'left', login: 'somebody', passphrase: 'x', more: 'y'.repeat(900_000) }
    const response = await t.call('/api/sessions', { method: 'POST', body: big })
    expect(response.status).toBe(401)
  })
})
