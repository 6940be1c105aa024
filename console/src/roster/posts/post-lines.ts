/** A post as a pasted list names it; `site` is the name of the compound or building it stands at. */
interface PostLineRead {
  /** From one. */
  readonly line: number
  readonly name: string
  readonly site: string | null
}

/** Reads names of posts, one a line, each perhaps followed by a site: parted by a tab or a comma. A name counts once. */
export function readPostLines(text: string): PostLineRead[] {
  const found = new Map<string, PostLineRead>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const [name = '', site = ''] = line.split(/[\t,，;；]/).map(cell => cell.trim())
    if (name !== '' && !found.has(name)) found.set(name, { line: at + 1, name: name.slice(0, 60), site: site || null })
  }
  return [...found.values()]
}
