/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. Made by hand, because `crypto.randomUUID` is missing in old
 * web views and on pages without https.
 */
export function uuidv7(at: number, chance: Uint8Array): string {
  const bytes = new Uint8Array(16)
  bytes.set(chance.subarray(0, 16))
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(at / 2 ** (8 * (5 - index))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(16)))
