import { isCode, significant } from './codes.ts'
import { plainName, readingsOf } from './names.ts'
import { lineage, type Named } from './within.ts'

/** A place with its reading: `pinyin` in syllables with blanks (`yong an jie dao`), `initials` without (`yajd`). */
export interface SearchEntry extends Named {
  pinyin: string
  initials: string
}

export interface SearchHit {
  code: string
  name: string
  /** What the query fitted, for the screen to say why a name is in the list. */
  by: 'code' | 'name' | 'pinyin' | 'initials'
}

export interface SearchOptions {
  /** A code; only places in it (and itself) are searched. */
  within?: string
  /** How many to return, 20 unless told. */
  limit?: number
}

type Match = readonly [rank: number, by: SearchHit['by']]

/**
 * Ranks the places a half-typed query may mean: the start of a code, a part of the name, pinyin in full (`yongan`),
 * initials (`yajd`) or a mixture (`yongajd`). Best first: the whole name, then its start, then the way it sounds, then
 * what stands inside it; among equals wider places before narrower, shorter names before longer, then by code.
 */
export function searchPlaces(entries: readonly SearchEntry[], query: string, options: SearchOptions = {}): SearchHit[] {
  const { within, limit = 20 } = options
  const wanted = plainName(query)
  if (wanted === '') return []
  const sounds = soundOf(wanted)
  const inside = within === undefined ? undefined : lineage(entries)
  const hits: { entry: SearchEntry; match: Match }[] = []
  for (const entry of entries) {
    if (inside && !inside(entry.code, within!)) continue
    const match = byCode(entry, wanted) ?? byName(entry, wanted) ?? bySound(entry, sounds)
    if (match) hits.push({ entry, match })
  }
  hits.sort(
    (a, b) =>
      a.match[0] - b.match[0] ||
      depth(a.entry.code) - depth(b.entry.code) ||
      a.entry.name.length - b.entry.name.length ||
      (a.entry.code < b.entry.code ? -1 : 1),
  )
  return hits.slice(0, limit).map(({ entry: { code, name }, match: [, by] }) => ({ code, name, by }))
}

function byCode({ code }: SearchEntry, wanted: string): Match | null {
  if (wanted.length < 2 || !code.toLowerCase().startsWith(wanted)) return null
  return [wanted === code || (isCode(code) && wanted === significant(code)) ? 0 : 2, 'code']
}

function byName({ name }: SearchEntry, wanted: string): Match | null {
  const own = plainName(name)
  const at = own.indexOf(wanted)
  if (at === -1) return null
  if (own === wanted) return [0, 'name']
  if (at > 0) return [8, 'name']
  return [readingsOf(own).some(({ stem }) => stem === wanted) ? 1 : 2, 'name']
}

/** Ranks 3 to 9, see the order in {@link searchPlaces}. Only Latin letters and digits can be a sound. */
function bySound(entry: SearchEntry, sounds: string | null): Match | null {
  if (sounds === null) return null
  const syllables = entry.pinyin.toLowerCase().split(' ')
  const whole = syllables.join('')
  if (whole === sounds) return [3, 'pinyin']
  if (entry.initials === sounds) return [3, 'initials']
  if (whole.startsWith(sounds)) return [endsOnSyllable(syllables, sounds.length) ? 4 : 6, 'pinyin']
  if (entry.initials.startsWith(sounds)) return [5, 'initials']
  if (spells(syllables, 0, sounds)) return [7, 'pinyin']
  if (sounds.length < 2) return null
  for (let from = 1; from < syllables.length; from += 1) if (spells(syllables, from, sounds)) return [9, 'pinyin']
  return null
}

function endsOnSyllable(syllables: readonly string[], length: number): boolean {
  let at = 0
  for (const syllable of syllables) {
    at += syllable.length
    if (at >= length) break
  }
  return at === length
}

/** Can the query be cut so that each syllable from here on gives its first letters, at least one? */
function spells(syllables: readonly string[], from: number, query: string): boolean {
  let open = new Set([0])
  for (let at = from; at < syllables.length && open.size > 0; at += 1) {
    const syllable = syllables[at]!
    const next = new Set<number>()
    for (const start of open) {
      for (let taken = 0; taken < syllable.length && syllable[taken] === query[start + taken]; taken += 1) {
        next.add(start + taken + 1)
      }
    }
    if (next.has(query.length)) return true
    open = next
  }
  return false
}

/** The query as a sound: `ü` is typed `v` in pinyin. Null when it holds anything but letters and digits. */
function soundOf(wanted: string): string | null {
  const sound = wanted.replaceAll('ü', 'v')
  return /^[a-z0-9]+$/.test(sound) ? sound : null
}

function depth(code: string): number {
  return isCode(code) ? significant(code).length : 0
}
