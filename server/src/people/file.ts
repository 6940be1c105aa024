import type { FileAnswer } from '@muster/core/platform/endpoint.ts'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A table to download. */
export const fileOf = (name: string, format: keyof typeof TYPES, bytes: Uint8Array): FileAnswer => ({
  name: `${name}.${format}`,
  type: TYPES[format],
  bytes,
})
