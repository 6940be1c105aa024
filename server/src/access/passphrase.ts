import { access } from '@muster/core/access/problems.ts'
import { hashPassphrase } from '../platform/secrets.ts'

/** NIST 800-63B: 15 characters where nothing else is asked, no rules of composition, no known ones. */
const SHORTEST = 15
const COMMON = [
  /^(.)\1+$/,
  /^(?:0?123456789)+0*\d*$/,
  /^(?:password|passw0rd|qwerty|admin|muster|woaini|wodemima)+[\d!]*$/i,
  /^(?:abc|123|qwe|asd)+$/i,
]

/** A passphrase at rest, if it is fit to be one. @throws Problem `access/weak-passphrase` */
export async function fitPassphrase(passphrase: string): Promise<string> {
  const weak = [...passphrase].length < SHORTEST || COMMON.some(pattern => pattern.test(passphrase))
  if (weak) throw access('access/weak-passphrase')
  return hashPassphrase(passphrase)
}
