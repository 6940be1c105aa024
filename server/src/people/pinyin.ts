import { nameKey } from '@muster/core/people/chain.ts'
import { pinyin } from 'pinyin-pro'

/** How a person's name sounds, for the search by keyboard: `zhangxiaoming zxm`, family names read as such. */
export function nameReading(name: string): string {
  const syllables = pinyin(nameKey(name), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    v: true,
    nonZh: 'consecutive',
  })
  return `${syllables.join('')} ${syllables.map(syllable => [...syllable][0] ?? '').join('')}`
}

// NOTE: the first name prepares the dictionary, 100 ms: at the start of the server, not while people wait.
nameReading('集结')
