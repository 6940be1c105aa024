import { argon2, createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Closes each frame of a backup so that a change of it, or of its place in the file, shows. */
export interface Seal {
  shut(nth: number, kind: string, payload: Buffer): Buffer
  /** What was shut; undefined when it is not what was shut there. */
  open(nth: number, kind: string, sealed: Buffer): Buffer | undefined
}

const DIGEST = 32

/** Without a passphrase: SHA-256 over place and content. Guards against accidents, not against people. */
export const plainSeal: Seal = {
  shut: (nth, kind, payload) => Buffer.concat([payload, digest(nth, kind, payload)]),
  open: (nth, kind, sealed) => {
    if (sealed.length < DIGEST) return undefined
    const payload = sealed.subarray(0, -DIGEST)
    return timingSafeEqual(digest(nth, kind, payload), sealed.subarray(-DIGEST)) ? payload : undefined
  },
}

const digest = (nth: number, kind: string, payload: Buffer) =>
  createHash('sha256').update(`${nth}/${kind}/`).update(payload).digest()

const derive = promisify(argon2)

/** Somebody with the file may try passphrases at leisure, so each try costs more than a sign-in: 64 MiB, 3 passes. */
const COST = { memory: 65_536, passes: 3, parallelism: 1, tagLength: 32 } as const
const TAG = 16

/** Random for each file, and so is the key: the number of a frame may serve as its nonce. */
export const newSalt = (): Buffer => randomBytes(16)

/** With a passphrase: AES-256-GCM. */
export async function lockedSeal(passphrase: string, salt: Buffer): Promise<Seal> {
  const key = await derive('argon2id', { message: passphrase.normalize('NFKC'), nonce: salt, ...COST })
  return {
    shut(nth, kind, payload) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(nth)).setAAD(Buffer.from(kind))
      return Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()])
    },
    open(nth, kind, sealed) {
      if (sealed.length < TAG) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(nth), { authTagLength: TAG })
      decipher.setAAD(Buffer.from(kind)).setAuthTag(sealed.subarray(-TAG))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}

function nonceOf(nth: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(nth, 8)
  return nonce
}
