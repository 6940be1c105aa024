import { type Endpoint, urgencyOf } from '@muster/core/platform/endpoint.ts'
import type { Catalogue } from '@muster/core/platform/problem.ts'
import type { Powers } from '@muster/core/platform/role.ts'
import { z } from '@muster/core/platform/shapes.ts'

type Json = Record<string, unknown>
interface ObjectSchema extends Json {
  properties?: Record<string, Json>
  required?: string[]
}

/** OpenAPI 3.1 of all endpoints: made from the same values as the door and the client, so it cannot lag behind. */
export function openApi(
  endpoints: readonly Endpoint[],
  powers: Powers,
  problems: Catalogue,
  shapes: ReadonlyMap<string, z.core.$ZodType> = new Map(),
): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint, powers, problems) }
  }
  const said = saidOnce(paths, shapes)
  return {
    openapi: '3.1.0',
    info: { title: 'Muster · 集结', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths: said.paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'muster' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: PROBLEM, ...said.schemas },
    },
  }
}

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'status', 'retry', 'zh', 'en'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    retry: { enum: ['now', 'later', 'review'] },
    zh: { type: 'string' },
    en: { type: 'string' },
    details: { type: 'object' },
  },
}

function operation(endpoint: Endpoint, powers: Powers, problems: Catalogue): Json {
  const input = jsonSchema(endpoint.input, 'input') as ObjectSchema
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(match => match[1] as string)
  const inQuery =
    endpoint.method === 'get' ? Object.keys(input.properties ?? {}).filter(name => !inPath.includes(name)) : []
  const parameter = (place: 'path' | 'query') => (name: string) => ({
    name,
    in: place,
    required: place === 'path' || (input.required ?? []).includes(name),
    schema: input.properties?.[name] ?? { type: 'string' },
  })
  return {
    operationId: endpoint.name,
    tags: [endpoint.name.split('.')[0]],
    summary: `${endpoint.words.zh} · ${endpoint.words.en}`,
    description: permission(endpoint, powers),
    'x-urgency': urgencyOf(endpoint),
    ...(endpoint.may !== 'anyone' && { security: [{ session: [] }, { bearer: [] }] }),
    parameters: [...inPath.map(parameter('path')), ...inQuery.map(parameter('query'))],
    ...(endpoint.method !== 'get' && { requestBody: body(endpoint, input, inPath) }),
    responses: responses(endpoint, problems),
  }
}

function permission(endpoint: Endpoint, powers: Powers): string {
  const reach =
    typeof endpoint.reach === 'string' ? endpoint.reach : `${endpoint.reach.kind} of \`${endpoint.reach.field}\``
  const roles = powers[endpoint.may]?.join(', ') ?? endpoint.may
  return `May: \`${endpoint.may}\` (${roles}). Reach: ${reach}.`
}

function body(endpoint: Endpoint, input: ObjectSchema, inPath: readonly string[]): Json {
  const properties = Object.fromEntries(
    Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name)),
  )
  const required = (input.required ?? []).filter(name => !inPath.includes(name))
  const schema: ObjectSchema = { ...input, properties, required }
  if (endpoint.takes !== 'file') return { required: true, content: { 'application/json': { schema } } }
  const withFile = {
    ...schema,
    properties: { ...properties, file: { type: 'string', format: 'binary' } },
    required: [...required, 'file'],
  }
  return { required: true, content: { 'multipart/form-data': { schema: withFile } } }
}

function responses(endpoint: Endpoint, problems: Catalogue): Json {
  const ok =
    endpoint.gives === 'file'
      ? { 'application/octet-stream': {} }
      : { 'application/json': { schema: jsonSchema(endpoint.output, 'output') } }
  const refusals = Object.groupBy(endpoint.problems ?? [], slug => String(problems[slug]?.status ?? 500))
  const refused = Object.entries(refusals).map(([status, slugs = []]) => [
    status,
    {
      description: slugs.map(slug => `\`${slug}\`: ${problems[slug]?.en ?? ''}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ])
  return { 200: { description: endpoint.words.en, content: ok }, ...(Object.fromEntries(refused) as Json) }
}

const jsonSchema = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // A format says it all; its pattern is three lines of signs each time.
    override: ({ jsonSchema: made }) => void (made.format && delete made.pattern),
  })
  return rest
}

/** Says each shape that has a name and comes more than once in one place, and refers to it everywhere else. */
function saidOnce(
  paths: Json,
  shapes: ReadonlyMap<string, z.core.$ZodType>,
): { readonly paths: Json; readonly schemas: Json } {
  const named = new Map<string, string>()
  const bodies = new Map<string, Json>()
  const everything = JSON.stringify(paths)
  for (const [name, shape] of shapes) {
    const body = jsonSchema(shape, 'output')
    const text = JSON.stringify(body)
    if (body.type !== 'object' || named.has(text) || everything.split(text).length <= 2) continue
    named.set(text, name)
    bodies.set(name, body)
  }
  const refer = (value: unknown, isBody = false): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(one => refer(one))
    const name = isBody || !('type' in value) || value.type !== 'object' ? undefined : named.get(JSON.stringify(value))
    if (name) return { $ref: `#/components/schemas/${name}` }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, refer(one)]))
  }
  const schemas = Object.fromEntries([...bodies].map(([name, body]) => [name, refer(body, true)]))
  return { paths: refer(paths) as Json, schemas }
}
