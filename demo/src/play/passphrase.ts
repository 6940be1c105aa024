import { createHmac } from 'node:crypto'

const LETTERS = 'abcdefghjkmnpqrstvwxyz0123456789'

/** The passphrase of a demonstration account: 100 bits out of the installation's own secret, so that none is a default. */
export function passphraseOf(secret: string, login: string): string {
  const digest = createHmac('sha256', secret).update(login).digest()
  const letters = [...digest.subarray(0, 20)].map(byte => LETTERS[byte % LETTERS.length])
  return letters.join('').replace(/.{5}(?=.)/g, '$&-')
}
