import type { SITE_KINDS } from './sites.wire.ts'

/** A site as a pasted list names it; `compound` is the name of the compound it belongs to. */
export interface SiteLine {
  readonly kind: (typeof SITE_KINDS)[number]
  readonly name: string
  readonly compound: string | null
  readonly households: number | null
}

export interface SiteLines {
  readonly sites: readonly SiteLine[]
  /** Numbers of lines that could not be read, counted from one. */
  readonly unread: readonly number[]
}

/**
 * Reads a list of compounds and buildings as people keep it: compound, building, households, parted by tabs or commas, one
 * a line. A line with a compound alone names the compound; one that is named twice is one. What cannot be read is said.
 */
export function readSiteLines(text: string): SiteLines {
  const unread: number[] = []
  const found = new Map<string, SiteLine>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[\t,，;；]/).map(cell => cell.trim())
    if (cells.every(cell => cell === '')) continue
    const read = readLine(cells)
    if (!read) unread.push(at + 1)
    for (const site of read ?? []) {
      const key = `${site.compound ?? ''}\n${site.name}`
      if (!found.has(key) || site.households !== null) found.set(key, site)
    }
  }
  return { sites: [...found.values()], unread }
}

function readLine([compound = '', building = '', count = '', ...more]: readonly string[]): SiteLine[] | null {
  const households = /^\d{1,5}/.exec(count) ? Number.parseInt(count, 10) : null
  const tooLong = compound.length > 60 || building.length > 60
  if (compound === '' || tooLong || more.some(cell => cell !== '') || (count !== '' && households === null)) return null
  const whole: SiteLine = { kind: 'compound', name: compound, compound: null, households: null }
  if (building === '') return [{ ...whole, households }]
  return [whole, { kind: 'building', name: building, compound, households }]
}
