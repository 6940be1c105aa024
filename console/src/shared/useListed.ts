import { useLanguage } from '../platform/language.ts'

/** Words side by side, as the reader's language sets them apart. */
export function useListed(): (words: readonly string[]) => string {
  const between = useLanguage() === 'zh' ? '、' : ', '
  return words => words.join(between)
}
