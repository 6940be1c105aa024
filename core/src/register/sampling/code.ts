/**
 * What stands in a printed code: `M1.<key>.<kind><id>.<signature>`. No name and no place: whoever finds one learns nothing,
 * and a phone that knows the city's public key sees without a line that the city made it.
 */
export interface ResidentCode {
  /** Of which key the signature is. */
  readonly keyId: string
  readonly kind: 'person' | 'family'
  /** A number of the code, not of the person: a new code has another one. */
  readonly id: string
  /** What was signed. */
  readonly signed: string
  readonly signature: string
}

/** How codes are signed: ECDSA with P-256 and SHA-256, the signature as r and s side by side (IEEE P1363). */
export const CODE_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const SHAPE = /^(M1\.([a-z0-9]{4,12})\.([pf])([0-9a-f]{32}))\.([\w-]{86})$/

/** Reads a code without asking whether it is genuine; null for anything else that was scanned. */
export function readResidentCode(text: string): ResidentCode | null {
  const [, signed = '', keyId = '', kind = '', hex = '', signature = ''] = SHAPE.exec(text.trim()) ?? []
  if (!signed) return null
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return { keyId, kind: kind === 'p' ? 'person' : 'family', id, signed, signature }
}

/** What is to be signed for a code. */
export const codeToSign = ({ keyId, kind, id }: Pick<ResidentCode, 'keyId' | 'kind' | 'id'>): string =>
  `M1.${keyId}.${kind === 'person' ? 'p' : 'f'}${id.replaceAll('-', '')}`
