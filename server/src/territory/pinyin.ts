import { plainName } from '@muster/core/territory/names.ts'
import { customPinyin, pinyin } from 'pinyin-pro'

/**
 * Places whose name is read otherwise than its characters usually are. Only readings that differ beyond the tone
 * matter here, because people type no tones.
 */
const READINGS: Readonly<Record<string, string>> = {
  六安: 'lù ān',
  六合区: 'lù hé qū',
  乐清: 'yuè qīng',
  乐亭: 'lào tíng',
  乐陵: 'lào líng',
  洪洞: 'hóng tóng',
  单县: 'shàn xiàn',
  单集: 'shàn jí',
  单楼: 'shàn lóu',
  单庄: 'shàn zhuāng',
  单家: 'shàn jiā',
  浚县: 'xùn xiàn',
  蔚县: 'yù xiàn',
  尉犁: 'yù lí',
  大埔县: 'dà bù xiàn',
  会稽: 'kuài jī',
  筠连: 'jūn lián',
  郫都: 'pí dū',
  泌阳: 'bì yáng',
  涡阳: 'guō yáng',
  繁峙: 'fán shì',
  荥经: 'yíng jīng',
  长子县: 'zhǎng zǐ xiàn',
  莘庄: 'xīn zhuāng',
  瓦窑堡: 'wǎ yáo bǔ',
  吴堡: 'wú bǔ',
  浒墅关: 'xǔ shù guān',
  甪直: 'lù zhí',
  柞水: 'zhà shuǐ',
  解家: 'xiè jiā',
  解庄: 'xiè zhuāng',
  查家: 'zhā jiā',
  仇家: 'qiú jiā',
  仇集: 'qiú jí',
  曾家: 'zēng jiā',
  朴家: 'piáo jiā',
}

customPinyin(READINGS)

export interface PlaceReading {
  /** Syllables without tones, blanks between them, ü as v: `yong an jie dao`. */
  pinyin: string
  /** First letters; a number stays whole: `yajd`, `768csq`. */
  initials: string
}

/**
 * How a place name sounds, for the search by keyboard. The surname mode is off: it would read the first character of
 * every place as a family name.
 */
export function placeReading(name: string): PlaceReading {
  const syllables = pinyin(plainName(name), {
    toneType: 'none',
    type: 'array',
    surname: 'off',
    v: true,
    nonZh: 'consecutive',
  })
  const first = (syllable: string) => (/^\d/.test(syllable) ? syllable : ([...syllable][0] ?? ''))
  return { pinyin: syllables.join(' '), initials: syllables.map(first).join('') }
}
