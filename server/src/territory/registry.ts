import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { codeOf, parseCode, significant } from '@muster/core/territory/codes.ts'
import { type Division, divisionOf } from '@muster/core/territory/division.ts'
import { type Row, readHead, readProvince } from './format.ts'

const ARTEFACT = new URL('./artefact/divisions-2023-06-30.json', import.meta.url)

/** How many provinces stay unpacked at once; the largest, Shandong, is 1.1 MB in memory. */
const KEPT = 2

/** What the description beside the artefact says. */
interface About {
  version: string
  file: string
  sha256: string
  bytes: number
  counts: Readonly<Record<Division['level'], number>>
  source: { package: string; version: string; publisher: string }
  blocks: Readonly<Record<string, { offset: number; length: number }>>
}

/** All provinces, cities, counties, streets and communities of the statistics bureau's list, read where they are asked for. */
export interface Registry {
  /** The day the list is as of, `2023-06-30`. */
  readonly version: string
  readonly about: Omit<About, 'blocks'>
  /**
   * A place and everything in it, parents before children, in the order of their codes; empty when unknown.
   * One city costs the unpacking of its province (tens of milliseconds, kept for the next question).
   *
   * @param prefixOrCode 2, 4, 6, 9 or 12 digits: `3203` and `320300000000` are the same
   * @throws Problem `territory/bad-code`
   */
  subtree(prefixOrCode: string): Division[]
  /** One place, or undefined when the code is unknown or no code. */
  find(code: string): Division | undefined
  provinces(): Division[]
  /** Cities of a province; the municipalities have one called 市辖区. */
  cities(province: string): Division[]
  /** Counties in the order of their codes, of one place or of the country. Unpacks no province. */
  counties(within?: string): IteratorObject<Division, undefined>
}

/**
 * Opens the registry. Reads the description and the head block (3,348 provinces, cities and counties) on first use;
 * streets and communities stay packed, province by province, until somebody asks.
 *
 * Two counts that people quote for Xuzhou (320302, 320303, 320311, 320312, 320371): 46 streets are the street-level
 * places with `kind: 'street'` (block 2 001–099); 348 urban communities are *all* communities of these five counties
 * with `urban: true` (block 3 001–199). 345 of them lie in the 46 streets, 3 in towns of Tongshan (320312).
 */
export function openRegistry(from: URL = ARTEFACT): Registry {
  const { blocks, ...about } = JSON.parse(readFileSync(from, 'utf8')) as About
  const text = unpacker(new URL(about.file, from), blocks)
  let head: Row[] | undefined
  const upper = () => (head ??= readHead(text('head')))

  const rows = (prefix: string): Row[] => {
    const above = upper().filter(row => row.code.startsWith(prefix))
    const province = prefix.slice(0, 2)
    if (!(province in blocks)) return above
    return [...above, ...readProvince(text(province), prefix)].sort(byPaddedCode)
  }
  const head12 = (length: number, prefix: string) =>
    upper()
      .values()
      .filter(({ code }) => code.length === length && code.startsWith(prefix))
      .map(toDivision)

  return {
    version: about.version,
    about,
    subtree: prefixOrCode => rows(significant(codeOf(prefixOrCode))).map(toDivision),
    find(text) {
      const code = parseCode(text)
      if (code === null) return undefined
      const prefix = significant(code)
      const pool = prefix.length <= 6 ? upper() : rows(prefix)
      const row = pool.find(({ code }) => code === prefix)
      return row && toDivision(row)
    },
    provinces: () => head12(2, '').toArray(),
    cities: province => head12(4, significant(codeOf(province))).toArray(),
    counties: within => head12(6, within === undefined ? '' : significant(codeOf(within))),
  }
}

/** Unpacks blocks by name and keeps the few used last, so that memory does not grow with the cities adopted. */
function unpacker(file: URL, blocks: About['blocks']): (block: string) => string {
  const kept = new Map<string, string>()
  return name => {
    const text = kept.get(name) ?? unpack(file, blocks[name]!)
    if (name === 'head') return text
    kept.delete(name)
    kept.set(name, text)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return text
  }
}

function unpack(file: URL, { offset, length }: { offset: number; length: number }): string {
  const packed = Buffer.alloc(length)
  const handle = openSync(file, 'r')
  try {
    const got = readSync(handle, packed, 0, length, offset)
    if (got !== length) throw new Error(`${file.pathname} is cut short; obtain it again with node scripts/divisions.ts`)
  } finally {
    closeSync(handle)
  }
  return brotliDecompressSync(packed).toString('utf8')
}

function toDivision({ code, name }: Row): Division {
  return divisionOf(code.padEnd(12, '0'), name)
}

/** Padding puts a place right before what lies in it. */
function byPaddedCode(a: Row, b: Row): number {
  return a.code.padEnd(12, '0') < b.code.padEnd(12, '0') ? -1 : 1
}
