/** As the server decides (NIST SP 800-63B): length counts, composition does not, known ones do not pass. */
export const SHORTEST = 15
/** From here on there is nothing more to ask for. */
const GOOD = 20

export type Strength =
  | { readonly is: 'empty' }
  | { readonly is: 'short'; readonly count: number }
  | { readonly is: 'common' }
  | { readonly is: 'login' }
  | { readonly is: 'fair' | 'good'; readonly count: number }

/** How a passphrase would fare, as far as this page can tell. */
export function strengthOf(passphrase: string, login = ''): Strength {
  const count = [...passphrase].length
  if (count === 0) return { is: 'empty' }
  if (count < SHORTEST) return { is: 'short', count: SHORTEST - count }
  if (isRepeated(passphrase)) return { is: 'common' }
  if (login.trim().length >= 4 && passphrase.toLowerCase().includes(login.trim().toLowerCase())) return { is: 'login' }
  return { is: count < GOOD ? 'fair' : 'good', count }
}

/** Whether it may be sent at all. */
export const isFit = (passphrase: string, login = ''): boolean =>
  ['fair', 'good'].includes(strengthOf(passphrase, login).is)

/** One piece of at most four characters over and over, or a keyboard row. */
function isRepeated(passphrase: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/u.test(passphrase) || /^(?:0?123456789)+0*\d*$/.test(passphrase)
}
