import type { Endpoint, UploadedFile } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import type { FastifyRequest } from 'fastify'

/** Largest JSON body and largest uploaded file, in bytes. */
export const LARGEST = { json: 1024 * 1024, file: 20 * 1024 * 1024 } as const

/** Nothing we take is nested deeper; without a limit, a megabyte of brackets exhausts the stack of whoever walks it. */
const DEEPEST = 24

/** Path, query and body as one object, checked against the contract. */
export async function readInput(endpoint: Endpoint, request: FastifyRequest): Promise<Record<string, unknown>> {
  const { file, fields } =
    endpoint.takes === 'file' ? await readFile(request) : { file: undefined, fields: request.body }
  const loose = endpoint.method === 'get' || endpoint.takes === 'file'
  const asked = endpoint.method === 'get' ? request.query : fields
  const said = { ...(asked as object), ...(request.params as object) }
  if (unstorable(said, 0))
    throw door('door/unreadable', { why: '含有无法保存的字符或嵌套过深 · unstorable text or nesting' })
  const result = z.safeParse(endpoint.input, loose ? typed(endpoint.input, said) : said)
  if (!result.success) throw badInput(result.error)
  return { ...(result.data as Record<string, unknown>), ...(file && { file }) }
}

/** Text that no database keeps (a zero byte, half of a surrogate pair), and values nested without end. */
function unstorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  if (depth > DEEPEST) return true
  if (Array.isArray(value)) return value.some(one => unstorable(one, depth + 1))
  return Object.entries(value).some(([key, one]) => unstorable(key, depth) || unstorable(one, depth + 1))
}

function badInput(error: z.core.$ZodError) {
  const where = error.issues.slice(0, 5).map(issue => `${issue.path.join('.') || '·'} (${issue.message})`)
  return door('door/bad-input', { count: error.issues.length, where: where.join('; ') })
}

async function readFile(request: FastifyRequest): Promise<{ file: UploadedFile; fields: Record<string, string> }> {
  const part = await request.file()
  if (!part) throw door('door/unreadable', { why: 'no file · 没有文件' })
  const bytes = await part.toBuffer()
  const fields: Record<string, string> = {}
  for (const [name, field] of Object.entries(part.fields)) {
    if (field && 'value' in field && typeof field.value === 'string') fields[name] = field.value
  }
  return { file: { name: part.filename || 'file', bytes }, fields }
}

/** Queries and forms carry text only; numbers, truth and lists are read as the contract means them. */
function typed(schema: z.core.$ZodType, said: Record<string, unknown>): Record<string, unknown> {
  const shape = (schema._zod.def as { shape?: Record<string, z.core.$ZodType> }).shape ?? {}
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, shape[key] ? convert(shape[key], value) : value]),
  )
}

function convert(schema: z.core.$ZodType, value: unknown): unknown {
  const def = schema._zod.def as { type: string; innerType?: z.core.$ZodType; element?: z.core.$ZodType }
  if (def.innerType) return convert(def.innerType, value)
  if (def.type === 'array')
    return (Array.isArray(value) ? (value as unknown[]) : [value]).map(one =>
      def.element ? convert(def.element, one) : one,
    )
  if (typeof value !== 'string') return value
  if (def.type === 'number' || def.type === 'int') return value.trim() === '' ? value : Number(value)
  if (def.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}
