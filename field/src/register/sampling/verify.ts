import { CODE_ALGORITHM, type ResidentCode } from '@muster/core/register/sampling/code.ts'

/** The public keys of the city, and codes that were revoked, as the phone last heard. */
export interface Known {
  readonly keys: readonly { readonly id: string; readonly publicKey: string }[]
  readonly revoked: readonly string[]
}

/**
 * Whether the city made a code and it holds, without a line. Where the browser cannot check (a page without https), or
 * the key is newer than what the phone has heard, the answer is yes: the server looks again.
 */
export async function codeFits(code: ResidentCode, { keys, revoked }: Known): Promise<boolean> {
  if (revoked.indexOf(code.id) >= 0) return false
  const key = keys.filter(({ id }) => id === code.keyId)[0]
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle
  if (!key || !subtle) return true
  const { name, namedCurve, hash } = CODE_ALGORITHM
  const publicKey = await subtle.importKey('raw', bytesOf(key.publicKey), { name, namedCurve }, false, ['verify'])
  const signed = new TextEncoder().encode(code.signed)
  return subtle.verify({ name, hash }, publicKey, bytesOf(code.signature), signed)
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = new Uint8Array(plain.length)
  for (let at = 0; at < plain.length; at++) bytes[at] = plain.charCodeAt(at)
  return bytes
}
