import { cellsOf, HEADINGS } from './line.ts'
import { machineLine, type Result } from './results.ts'

const BEGIN = '<!-- table: written by `npm run bench -- table` from performance.json -->'
const END = '<!-- end of table -->'

/**
 * The page with its table of results renewed; everything outside the two marks stays as it is.
 *
 * @throws Error when the marks are not there
 */
export function withTable(page: string, results: readonly Result[]): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (from < 0 || to < from) throw new Error('The page has no place for the table: its two marks are missing.')
  const table = results.map(sectionOf).join('\n\n')
  return `${page.slice(0, from + BEGIN.length)}\n\n${table}\n\n${page.slice(to)}`
}

function sectionOf(result: Result): string {
  const rows = [HEADINGS, HEADINGS.map(() => '---'), ...result.lines.map(cellsOf)]
  return [
    `### \`${result.bench}\``,
    '',
    `${result.at.slice(0, 10)}, ${result.size}; ${machineLine(result.machine)}.`,
    '',
    ...rows.map(cells => `| ${cells.join(' | ')} |`),
    ...(result.notes.length > 0 ? ['', ...result.notes.map(note => `- ${note}`)] : []),
  ].join('\n')
}
