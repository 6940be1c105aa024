import { argon2, createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane; about 40 ms on a slow core. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

/** A passphrase at rest, in PHC format. */
export async function hashPassphrase(passphrase: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: passphrase.normalize('NFKC'), nonce, ...COST })
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(tag)}`
}

/** Whether a passphrase is the one that was hashed. Takes the same time for a missing hash, so that no name is betrayed. */
export async function passphraseFits(passphrase: string, hash: string | null): Promise<boolean> {
  const [, , , cost = '', nonce = '', tag = ''] = (hash ?? DECOY).split('$')
  const {
    m = 0,
    t = 0,
    p = 0,
  }: Record<string, number> = Object.fromEntries(
    cost.split(',').map(part => [part[0] ?? '', Number(part.slice(2))] as const),
  )
  const expected = Buffer.from(tag, 'base64')
  const found = await derive('argon2id', {
    message: passphrase.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64'),
    memory: m,
    passes: t,
    parallelism: p,
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected) && hash !== null
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const DECOY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(Buffer.alloc(16, 1))}$${base64(Buffer.alloc(32, 1))}`

/** A random secret of 128 bits or more, readable in a link. */
export const newSecret = (bytes = 24): string => randomBytes(bytes).toString('base64url')

/** How secrets that need no slow hash are kept: they are random, so nobody can guess them. */
export const sha256 = (what: string | Uint8Array): string => hash('sha256', what)

/** A short signature that only the holder of the key can make; 96 bits. */
export const sign = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest().subarray(0, 12).toString('base64url')
