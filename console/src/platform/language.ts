import { createInstance, type i18n } from 'i18next'
import { useSyncExternalStore } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'

export type Language = 'zh' | 'en'
const KEPT = 'lang'

const chosen = (): Language => {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'zh' || kept === 'en') return kept
  return /^zh\b/i.test(navigator.language) || !/^en\b/i.test(navigator.language) ? 'zh' : 'en'
}

const words: i18n = createInstance()
void words.use(initReactI18next).init({
  lng: chosen(),
  fallbackLng: 'zh',
  ns: [],
  resources: {},
  initAsync: false,
  // React escapes already.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})
remember(chosen())

/** The reader's language now, outside React. */
export const language = (): Language => (words.language === 'en' ? 'en' : 'zh')

/** Switches at once, without loading the page again; kept for the next visit and told to the server by cookie. */
export function speak(next: Language): void {
  remember(next)
  void words.changeLanguage(next)
}

function remember(next: Language): void {
  localStorage.setItem(KEPT, next)
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in the browsers of many offices.
  document.cookie = `lang=${next}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

/** The reader's language; the component draws again when it changes. */
export const useLanguage = (): Language =>
  useSyncExternalStore(
    listener => {
      words.on('languageChanged', listener)
      return () => words.off('languageChanged', listener)
    },
    () => language(),
  )

/** A sentence in both languages, as the contract gives them. */
export const useSaid = (): ((said: { readonly zh: string; readonly en: string }) => string) => {
  const now = useLanguage()
  return said => said[now]
}

export type Holes = Readonly<Record<string, string | number>>
export type Say<K extends string> = (key: K, holes?: Holes) => string

type Chinese = Readonly<Record<string, string>>
/** English has the same keys, and may have `key_one` beside `key` for a `count` of 1. */
type English<Z extends Chinese> = Readonly<Record<keyof Z, string>> & Readonly<Partial<Record<`${string}_one`, string>>>

/** A slice's words: `const useWords = defineWords('callout', zh, en)`, then `const say = useWords()`. */
export function defineWords<const Z extends Chinese>(
  slice: string,
  zh: Z,
  en: English<Z>,
): () => Say<keyof Z & string> {
  words.addResourceBundle('zh', slice, zh)
  words.addResourceBundle('en', slice, en)
  return () => {
    const { t } = useTranslation(slice, { i18n: words })
    // The keys are checked here; i18next's own key types would be checked against a global list.
    return t as unknown as Say<string>
  }
}
