import { posix } from 'node:path'

/** The words of the field in the order of the architecture: a slice may use what stands before it. */
export const SLICES = [
  'audit',
  'access',
  'territory',
  'people',
  'incident',
  'ledger',
  'callout',
  'enrolment',
  'roster',
  'duty',
  'register',
  'visit',
  'aid',
  'inspection',
  'notice',
  'report',
] as const

/** Which rooms a room may use. `demo` drives the public API and may start a server, see {@link mayUse}. */
const ROOMS: Record<string, readonly string[]> = {
  core: [],
  solver: ['core'],
  server: ['core', 'solver'],
  console: ['core'],
  field: ['core'],
  demo: ['core', 'server'],
  bench: ['core', 'solver', 'server', 'demo'],
}

/** Folders beside the slices that know none of them, and the verbs of the command line. */
export const GROUND = ['platform', 'shared', 'cli']

/** Where a file lives: its room, and the slice or ground folder in it; `part` is empty for a file of the room itself. */
export interface Place {
  room: string
  part: string
}

/** The place of a file; undefined outside the rooms. */
export function placeOf(file: string): Place | undefined {
  const [room = '', src, part = '', ...rest] = file.split('/')
  if (!(room in ROOMS) || src !== 'src') return undefined
  return { room, part: rest.length > 0 ? part : '' }
}

/** The file an import means, for imports of our own files. */
export function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''))
  const [, room, path] = /^@muster\/(\w+)\/(.+)$/.exec(specifier) ?? []
  return room && path ? `${room}/src/${path}` : undefined
}

/** The files of a room that put it together, and the command lines with their verbs. */
const KNOWS_ALL = /^\w+\/src\/((main|app|cli|serve|settings|shots|start)\.tsx?$|cli\/)/

/** Why a file must not use another one; undefined when it may. */
export function mayUse(file: string, target: string): string | undefined {
  const [from, to] = [placeOf(file), placeOf(target)]
  if (!from) return undefined
  if (!to) return /\.(css|json|svg|png|html)$/.test(target) ? undefined : 'it stands outside the rooms'
  if (from.room !== to.room && !ROOMS[from.room]?.includes(to.room)) return `${from.room} must not use ${to.room}`
  if (from.room === 'demo' || from.room === 'bench') return demoMayUse(to, target)
  if (KNOWS_ALL.test(file)) return undefined
  if (KNOWS_ALL.test(target)) return 'only the command line starts what knows all'
  return rank(to.part) <= rank(from.part) ? undefined : `${from.part || 'this'} stands left of ${to.part || 'the room'}`
}

/** People come in by the door: demo speaks HTTP, and only starts a server and its database. */
function demoMayUse(to: Place, target: string): string | undefined {
  if (to.room !== 'server' || to.part === 'platform' || KNOWS_ALL.test(target)) return undefined
  return 'demo drives the public API and does not reach into the server'
}

/** Ground first, then the slices; a file directly in `src` is ground. */
function rank(part: string): number {
  return SLICES.indexOf(part as (typeof SLICES)[number])
}
