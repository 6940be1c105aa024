import type { Endpoint, FileAnswer, InputOf, OutputOf, UploadedFile } from './endpoint.ts'
import { Problem, type Retry } from './problem.ts'

export interface ClientSettings {
  /** Where the server is, `http://127.0.0.1:7420`; empty in a browser. */
  readonly at: string
  readonly fetch: typeof fetch
  /** Sent with every request: cookie, language, the anti-forgery mark. */
  readonly headers?: () => Record<string, string>
  /** Hears of every answer what stands beside it. */
  readonly answered?: (entry: Endpoint, input: unknown, headers: Headers) => void
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** Makes a POST safe to repeat: the second answer is the first one's. */
  readonly idempotencyKey?: string
}

export type Client = <E extends Endpoint>(entry: E, input: InputOf<E>, options?: CallOptions) => Promise<OutputOf<E>>

/** The typed client: sends an input to a contract entry, answers its output, throws the server's own Problem. */
export function client(settings: ClientSettings): Client {
  return async (entry, input, options = {}) => {
    const response = await settings.fetch(
      settings.at + urlOf(entry, input as Input),
      requestOf(settings, entry, input as Input, options),
    )
    if (!response.ok) throw await problemOf(response)
    settings.answered?.(entry, input, response.headers)
    if (entry.gives === 'file') return (await fileOf(response)) as never
    return (await response.json()) as never
  }
}

type Input = Readonly<Record<string, unknown>>

/** Path and query of a request, also for plain links to files. */
export function urlOf(entry: Endpoint, input: Input): string {
  const path = entry.path.replace(/:(\w+)/g, (_, field: string) => encodeURIComponent(String(input[field])))
  if (entry.method !== 'get') return `/api${path}`
  const query = new URLSearchParams()
  for (const field of Object.keys(input).filter(key => !inPath(entry, key))) {
    const value = input[field]
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(field, String(one))
  }
  // NOTE: not `size`, which phones before 2023 do not know.
  const text = query.toString()
  return `/api${path}${text && `?${text}`}`
}

const inPath = (entry: Endpoint, field: string) => entry.path.split('/').includes(`:${field}`)

function requestOf(settings: ClientSettings, entry: Endpoint, input: Input, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'x-muster': '1', ...settings.headers?.() }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const request: RequestInit = { method: entry.method.toUpperCase(), headers, credentials: 'same-origin' }
  if (options.signal) request.signal = options.signal
  if (entry.method === 'get') return request
  if (entry.takes === 'file') return { ...request, body: formOf(input) }
  headers['content-type'] = 'application/json'
  return {
    ...request,
    body: JSON.stringify(Object.fromEntries(Object.entries(input).filter(([key]) => !inPath(entry, key)))),
  }
}

function formOf(input: Input): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(input))
    if (key !== 'file' && value !== undefined) form.append(key, `${value as string}`)
  const file = input.file as UploadedFile
  // NOTE: the file goes last, so that the server knows the other fields before it reads the bytes.
  form.append('file', new Blob([file.bytes as BlobPart]), file.name)
  return form
}

async function fileOf(response: Response): Promise<FileAnswer> {
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  const type = response.headers.get('content-type') ?? 'application/octet-stream'
  return { name: decodeURIComponent(name), type, bytes: new Uint8Array(await response.arrayBuffer()) }
}

interface ProblemBody {
  readonly type: string
  readonly status: number
  readonly retry: Retry
  readonly zh: string
  readonly en: string
  readonly details?: Record<string, string | number>
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as ProblemBody | null
  if (!body?.type) return new Problem('door/unreachable', unreachable(response.status))
  const slug = body.type.replace(/^.*\/problems\//, '')
  return new Problem(slug, { status: body.status, retry: body.retry, zh: body.zh, en: body.en }, body.details)
}

const unreachable = (status: number) =>
  ({
    status,
    retry: 'later',
    zh: '服务器没有按约定答复。您的内容还在，请稍后重试。',
    en: 'The server did not answer as agreed. What you entered is still here; please try again shortly.',
  }) as const
