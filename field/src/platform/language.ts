import type { Words } from '@muster/core/platform/shapes.ts'
import { useEffect, useState } from 'preact/hooks'
import { kept } from './keep.ts'

export type Language = 'zh' | 'en'
type Holes = Readonly<Record<string, string | number>>

const KEY = 'muster.language'
const CHANGED = 'muster-language'

/** Chinese first: English only for those who chose it, or whose phone speaks something else. */
export function languageFor(chosen: string | null, phone: string): Language {
  if (chosen === 'zh' || chosen === 'en') return chosen
  return phone === '' || /^zh/i.test(phone) ? 'zh' : 'en'
}

let current: Language = 'zh'

/** Takes the language this phone was left in. */
export function startLanguage(): void {
  current = languageFor(kept.get(KEY), navigator.language)
  mark()
}

export function chooseLanguage(language: Language): void {
  current = language
  kept.set(KEY, language)
  mark()
  dispatchEvent(new Event(CHANGED))
}

function mark(): void {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}

export function useLanguage(): Language {
  const [language, setLanguage] = useState(current)
  useEffect(() => {
    const follow = () => setLanguage(current)
    addEventListener(CHANGED, follow)
    return () => removeEventListener(CHANGED, follow)
  }, [])
  return language
}

/** Fills `{holes}` of a sentence. */
export const fill = (sentence: string, holes: Holes): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (name in holes ? String(holes[name]) : hole))

export type Say<W extends Record<string, Words>> = (key: keyof W, holes?: Holes) => string

/** The words of a slice in the reader's language: `say('place', { place: 3 })`. */
export function useWords<W extends Record<string, Words>>(words: W): Say<W> {
  const language = useLanguage()
  return (key, holes = {}) => fill((words[key] as Words)[language], holes)
}
