import type { Words, z } from './shapes.ts'

/**
 * What a request is about, so that one place can decide whether the actor's grants reach it; outside reach is 404.
 * - `open`: nothing in particular (public registers of words, the actor's own session)
 * - `self`: the actor's own person
 * - `tenant`: the whole city; only roles whose scope is the tenant
 * - `scope`: a list or figure; the query keeps to `ctx.scope`
 * - `{ kind, field }`: the thing of that kind whose id stands in that input field
 */
export type Reach = 'open' | 'self' | 'tenant' | 'scope' | { readonly kind: ThingKind; readonly field: string }
export type ThingKind =
  | 'territory'
  | 'unit'
  | 'person'
  | 'team'
  | 'incident'
  | 'call'
  | 'import'
  | 'bulletin'
  | 'site'
  | 'control'
  | 'post'
  | 'shift'
  | 'assignment'
  | 'rota'
  | 'ask'
  | 'shortage'
  | 'register'
  | 'entry'
  | 'round'
  | 'sweep'
  | 'household'

/** Who may: everybody, everybody signed in, or the holders of a verb (see each slice's `powers.ts`). */
export type May = 'anyone' | 'signed-in' | (string & {})

export type Method = 'get' | 'post' | 'put' | 'delete'

/**
 * How much a request matters when there are too many: served first and turned away last, in this order.
 * - `deed`: what decides or records while people wait (sign-up, report-in, roll-call, facts)
 * - `work`: everything else that somebody does
 * - `picture`: what a screen shows of many things at once (figures, tables, lists, timelines)
 * - `export`: files, and what reads a whole city
 */
export const URGENCIES = ['deed', 'work', 'picture', 'export'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A contract entry: feeds the server's door, the typed client and the OpenAPI page alike. */
export interface Endpoint<I extends z.core.$ZodType = z.core.$ZodType, O extends z.core.$ZodType = z.core.$ZodType> {
  /** `slice.doWhat`, unique; the operation id of the OpenAPI page. */
  readonly name: string
  readonly method: Method
  /** Below `/api`; `:field` takes its value from the input. */
  readonly path: string
  readonly words: Words
  readonly may: May
  readonly reach: Reach
  /** Path, query and body in one object. */
  readonly input: I
  readonly output: O
  /** Slugs of the Problems it answers with, beside those of the door itself. */
  readonly problems?: readonly string[]
  /** `file`: the input arrives as multipart with one `file`; see {@link UploadedFile}. */
  readonly takes?: 'json' | 'file'
  /** `file`: the answer is bytes with a name; see {@link FileAnswer}. */
  readonly gives?: 'json' | 'file'
  /** What goes in or out is a secret: it is not even kept for a request that is repeated. */
  readonly secret?: true
  /** How often one address may ask within a minute: for doors that are open to anyone. */
  readonly perMinute?: number
  /** Left out where {@link urgencyOf} sees it by itself. */
  readonly urgency?: Urgency
  /**
   * The answer depends on the input, the language and the reader's reach alone, not on who reads: it is computed once for
   * all who ask at a time. For pictures that many screens show.
   */
  readonly shared?: true
}

/** How urgent an endpoint is: files are exports, lists and figures of one's reach are pictures, the rest is work. */
export function urgencyOf({ urgency, method, reach, gives }: Endpoint): Urgency {
  if (urgency) return urgency
  if (gives === 'file') return 'export'
  return method === 'get' && reach === 'scope' ? 'picture' : 'work'
}

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface FileAnswer {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export type InputOf<E extends Endpoint> = z.core.input<E['input']> &
  (E['takes'] extends 'file' ? { file: UploadedFile } : unknown)
export type ParsedOf<E extends Endpoint> = z.core.output<E['input']> &
  (E['takes'] extends 'file' ? { file: UploadedFile } : unknown)
export type OutputOf<E extends Endpoint> = E['gives'] extends 'file' ? FileAnswer : z.core.output<E['output']>

/** Keeps the literal types of a contract entry. */
export const endpoint = <const E extends Endpoint>(entry: E): E => entry
