import { parseCode } from './codes.ts'
import { isFiller, plainName, type Reading, readingsOf } from './names.ts'
import { lineage, type Named } from './within.ts'

/** What a written place name stands for. Only `found` may be used without asking a person. */
export type Resolution = { found: string } | { ambiguous: string[] } | { unknown: true; near: string[] }

/** Longer texts are addresses or whole sentences, not place names; in characters. */
const LONGEST_TEXT = 80
const LONGEST_NAME = 30
const NEAR = 5
/** Share of common characters and pairs from which a name counts as near; below it lists turn to noise. */
const NEAR_ENOUGH = 0.3
const NEARLY_THE_SAME = 0.6

/** A match by the name's own sort (`永安街道`) is stronger than one that leaves the sort out (`永安`). */
const BARE = 1
const SAID = 2

interface Place {
  code: string
  name: string
  readings: readonly Reading[]
}

/** Places prepared for {@link resolvePlace}; make it once per list. */
export interface PlaceIndex {
  readonly places: ReadonlyMap<string, Place>
  readonly byStem: ReadonlyMap<string, readonly Place[]>
  readonly inside: (code: string, ancestor: string) => boolean
}

/** Prepares a list of places, for instance a city and all that is in it. */
export function placeIndex(entries: Iterable<Named>): PlaceIndex {
  const list = [...entries]
  const places = new Map<string, Place>()
  const byStem = new Map<string, Place[]>()
  for (const { code, name } of list) {
    if (isFiller(name)) continue
    const place = { code, name, readings: readingsOf(plainName(name)) }
    places.set(code, place)
    for (const stem of new Set(place.readings.map(reading => reading.stem))) {
      const same = byStem.get(stem)
      if (same) same.push(place)
      else byStem.set(stem, [place])
    }
  }
  return { places, byStem, inside: lineage(list) }
}

/**
 * Finds the place a person wrote, alone (`纺南`) or with places above it (`泉山区永安街道北村`), with or without
 * 社区, 居委会, 村, 街道 and their like, in full or half width, or as a code. Places above may be left out, not misnamed.
 *
 * It never chooses for the writer: 永安 is a street and a community, so it is ambiguous; 永安街道 is not. A sort that
 * is written must fit: 北村社区 does not find a village 北村. What is left over at the end makes the whole unknown.
 *
 * @param within a code; only places in it (and itself) are found. Places above it may be written if the list has them.
 */
export function resolvePlace(index: PlaceIndex, written: string, within?: string): Resolution {
  const inScope = (code: string) => within === undefined || index.inside(code, within)
  const code = parseCode(written) ?? written.trim()
  if (index.places.has(code) && inScope(code)) return { found: code }

  const text = plainName(written)
  if (text === '' || text.length > LONGEST_TEXT) return { unknown: true, near: [] }
  const onTheWay = (place: string) => inScope(place) || index.inside(within!, place)
  const reached = follow(index, text, onTheWay)
  const ends = [...reached[text.length]!].filter(([code]) => inScope(code))
  const strongest = Math.max(...ends.map(([, strength]) => strength))
  const codes = ends.filter(([, strength]) => strength === strongest).map(([code]) => code)
  if (codes.length === 1) return { found: codes[0]! }
  if (codes.length > 1) return { ambiguous: codes.sort() }
  return { unknown: true, near: nearest(index, text, reached, inScope) }
}

/** For each position of the text, the places that the text before it can name, and how strongly. */
type Reached = ReadonlyArray<ReadonlyMap<string, number>>

/** Reads the text from left to right as a chain of names, each place strictly inside the one before. */
function follow(index: PlaceIndex, text: string, allowed: (code: string) => boolean): Reached {
  const reached = Array.from({ length: text.length + 1 }, () => new Map<string, number>())
  for (let from = 0; from < text.length; from += 1) {
    const above = [...reached[from]!.keys()]
    if (from > 0 && above.length === 0) continue
    for (let to = from + 1; to <= Math.min(text.length, from + LONGEST_NAME); to += 1) {
      for (const [place, strength] of named(index, text.slice(from, to))) {
        if (!allowed(place) || !(from === 0 || above.some(one => one !== place && index.inside(place, one)))) continue
        reached[to]!.set(place, Math.max(strength, reached[to]!.get(place) ?? 0))
      }
    }
  }
  return reached
}

/** The places a piece of text can name, on its own. */
function named(index: PlaceIndex, piece: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const { stem, sort } of readingsOf(piece)) {
    if (sort === null && stem.length < 2) continue
    for (const place of index.byStem.get(stem) ?? []) {
      if (!place.readings.some(own => own.stem === stem && (sort === null || own.sort === sort))) continue
      found.set(place.code, Math.max(strengthOf(sort), found.get(place.code) ?? 0))
    }
  }
  return found
}

/** 村 ends many a community's own name (北村社区), so it proves nothing; 街道, 镇 and 区 do. */
function strengthOf(sort: Reading['sort']): number {
  return sort === null || sort === '村' ? BARE : SAID
}

/**
 * Names that look like the part we could not read: inside the part we could read; else nearly the same
 * name anywhere in scope, and the part we could read. Best first, then by code.
 */
function nearest(index: PlaceIndex, text: string, reached: Reached, inScope: (code: string) => boolean): string[] {
  const upTo = Math.max(
    0,
    reached.findLastIndex(places => places.size > 0),
  )
  const above = [...reached[upTo]!.keys()].filter(inScope).sort()
  const rest = text.slice(upTo)
  const inAbove = (code: string) => inScope(code) && above.some(one => one !== code && index.inside(code, one))
  if (above.length === 0) return alike(index, rest, inScope)
  const narrow = alike(index, rest, inAbove)
  if (narrow.length > 0) return narrow
  return [...new Set([...alike(index, rest, inScope, NEARLY_THE_SAME), ...above])].slice(0, NEAR)
}

/** The places whose own part of the name is most like the text's: that both are called 街道 says nothing. */
function alike(index: PlaceIndex, text: string, allowed: (code: string) => boolean, enough = NEAR_ENOUGH): string[] {
  const readings = readingsOf(text)
  const said = readings.filter(reading => reading.sort !== null)
  const wanted = (said.length > 0 ? said : readings).map(reading => new Set(grams(reading.stem)))
  const scored: { code: string; score: number }[] = []
  for (const { code, readings } of index.places.values()) {
    if (!allowed(code)) continue
    const score = Math.max(...readings.flatMap(({ stem }) => wanted.map(want => likeness(want, stem))))
    if (score >= enough) scored.push({ code, score })
  }
  scored.sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
  return scored.slice(0, NEAR).map(one => one.code)
}

/** Single characters and neighbouring pairs. */
function grams(text: string): string[] {
  const all: string[] = []
  for (let at = 0; at < text.length; at += 1) {
    all.push(text[at]!)
    if (at > 0) all.push(text.slice(at - 1, at + 1))
  }
  return all
}

/** Dice's coefficient, 2 × shared ÷ all, from 0 to 1; a piece that a name repeats counts each time it stands there. */
function likeness(wanted: ReadonlySet<string>, name: string): number {
  const own = grams(name)
  const shared = own.filter(gram => wanted.has(gram)).length
  return Math.min(1, (2 * shared) / (wanted.size + own.length))
}
