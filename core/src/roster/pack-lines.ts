import { PACKS } from '../incident/packs.ts'
import type { Words } from '../platform/shapes.ts'

/** Checklists, equipment and closing conditions of all hazard packs, found by either language. */
const LINES: ReadonlyMap<string, Words> = new Map(
  Object.values(PACKS)
    .flatMap(({ posts }) => posts)
    .flatMap(({ equipment, checklist, closesWhen }) => [
      ...equipment,
      ...checklist,
      ...(closesWhen ? [closesWhen] : []),
    ])
    .flatMap(words => [
      [words.zh, words],
      [words.en, words],
    ]),
)

/** How a line of a post is kept, whoever wrote it: the pack's Chinese words are its key. A city's own line stays as it is. */
export const keptLine = (line: string): string => LINES.get(line)?.zh ?? line

/** The same line as a reader sees it. */
export const saidLine = (line: string, language: keyof Words): string => LINES.get(line)?.[language] ?? line
