import { FILES, read } from './files.ts'

/** The words of GLOSSARY.md's code column, `| zh | en | code | meaning | avoid |`; none while there is no glossary. */
export function glossaryWords(): string[] {
  if (!FILES.includes('GLOSSARY.md')) return []
  const rows = read('GLOSSARY.md')
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split('|').map(cell => cell.trim()))
  let column = -1
  const words: string[] = []
  for (const cells of rows) {
    const heading = cells.findIndex(cell => cell.toLowerCase() === 'code')
    if (heading >= 0) column = heading
    else words.push(...wordsIn(cells[column] ?? ''))
  }
  return words
}

/** A cell may name more than one word, `CheckIn` / `CheckOut`; what is not in code quotes is taken whole. */
function wordsIn(cell: string): string[] {
  const quoted = [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
  const all = quoted.length > 0 ? quoted : cell.split(/\s*[/,、]\s*/)
  return all.filter(word => /[a-z]/i.test(word))
}

/** The words that occur in none of the files, be it as checkIn, check_in, check-in or CheckIn. */
export function unusedWords(words: readonly string[], files: readonly string[]): string[] {
  if (words.length === 0) return []
  const code = files.map(file => plain(read(file))).join('\n')
  return words.filter(word => !code.includes(plain(word)))
}

const plain = (text: string) => text.toLowerCase().replace(/[_\-\s]/g, '')
