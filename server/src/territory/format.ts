/**
 * How the registry of divisions is written down: text first, packed after, so that it can be read by eye.
 *
 * The head block lists provinces, cities and counties, `320311 泉山区` a line. The block of a province holds the rest,
 * one section per county:
 *
 *     =320311            the county, 6 digits
 *     #王陵街道           a street, 001 because none was named before it
 *     少华街社区居委会    its community 001
 *     003:矿山社区居委会  its community 003: a number is written where it is not one more than the last
 *
 * Sections are in the order of their codes, so a city is one stretch of text and nothing else is looked at.
 */
export interface Row {
  /** 2, 4, 6, 9 or 12 digits. */
  code: string
  name: string
}

/** Writes provinces, cities and counties. */
export function writeHead(rows: Iterable<Row>): string {
  return Array.from(rows, ({ code, name }) => `${code} ${plain(name)}\n`).join('')
}

export function readHead(text: string): Row[] {
  return lines(text).map(line => {
    const blank = line.indexOf(' ')
    return { code: line.slice(0, blank), name: line.slice(blank + 1) }
  })
}

/** Writes the streets and communities of one province. The rows are in the order of their codes, parents first. */
export function writeProvince(rows: Iterable<Row>): string {
  let text = ''
  let county = ''
  let street = 0
  let community = 0
  for (const { code, name } of rows) {
    if (code.slice(0, 6) !== county) {
      county = code.slice(0, 6)
      street = 0
      text += `=${county}\n`
    }
    const own = Number(code.slice(-3))
    if (code.length === 9) {
      text += `#${numbered(own, street, name)}\n`
      street = own
      community = 0
    } else {
      if (Number(code.slice(6, 9)) !== street) throw new Error(`${code} comes without its street`)
      text += `${numbered(own, community, name)}\n`
      community = own
    }
  }
  return text
}

/**
 * Reads the streets and communities whose code begins with the prefix (at least 2 digits).
 * Only the counties that can hold such a code are read.
 */
export function readProvince(text: string, prefix: string): Row[] {
  const rows: Row[] = []
  let at = findCounty(text, prefix.slice(0, 6))
  while (at !== -1) {
    const next = text.indexOf('\n=', at)
    readCounty(next === -1 ? text.slice(at) : text.slice(at, next), prefix, rows)
    const follows = next !== -1 && text.startsWith(prefix.slice(0, 6), next + 2)
    at = follows ? next + 1 : -1
  }
  return rows
}

function findCounty(text: string, prefix: string): number {
  if (text.startsWith(`=${prefix}`)) return 0
  const found = text.indexOf(`\n=${prefix}`)
  return found === -1 ? -1 : found + 1
}

function readCounty(section: string, prefix: string, rows: Row[]): void {
  const [header = '', ...body] = lines(section)
  const county = header.slice(1)
  let street = 0
  let community = 0
  for (const line of body) {
    if (line.startsWith('#')) {
      const [own, name] = unnumbered(line.slice(1), street)
      street = own
      community = 0
      keep(county + three(own), name, prefix, rows)
    } else {
      const [own, name] = unnumbered(line, community)
      community = own
      keep(county + three(street) + three(own), name, prefix, rows)
    }
  }
}

function keep(code: string, name: string, prefix: string, rows: Row[]): void {
  if (code.startsWith(prefix)) rows.push({ code, name })
}

function numbered(own: number, last: number, name: string): string {
  return own === last + 1 ? plain(name) : `${three(own)}:${plain(name)}`
}

function unnumbered(line: string, last: number): [number, string] {
  return line[3] === ':' ? [Number(line.slice(0, 3)), line.slice(4)] : [last + 1, line]
}

function three(number: number): string {
  return String(number).padStart(3, '0')
}

/** A name must not look like one of our marks; a source that does so needs a new format, not a silent loss. */
function plain(name: string): string {
  if (name === '' || name !== name.trim() || /[:\n\r]|^[=#]/.test(name))
    throw new Error(`a name we cannot write: “${name}”`)
  return name
}

function lines(text: string): string[] {
  const all = text.split('\n')
  if (all.at(-1) === '') all.pop()
  return all
}
