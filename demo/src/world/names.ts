import type { Dice } from './dice.ts'

// Everybody here is invented: a family name and two syllables thrown together.
const FAMILY = [...'王李张刘陈杨赵黄周徐孙胡郭何高林罗郑梁谢宋唐许邓韩冯曾彭萧蔡潘田董袁余叶蒋杜苏魏吕丁任沈姚卢姜崔钟']
const FIRST = [...'嘉子雨思若书一佳欣景晨亦云可沐清语辰奕墨知安以星予宛念初诗言惟望修承允朗端齐怀昕颂禾乐谨铭展']
const SECOND = [...'宁琪航轩岚瑶桐源溪煦霖铎菲筠澄瑜舟遥柯恒朔川屿珩昀棠茗荞璟尧韬牧麟珂苒蔚漪蓁']

/** An invented name: one of some eighty thousand, so that a city has namesakes and a small agency hardly any. */
export const inventName = (dice: Dice): string => dice.pick(FAMILY) + dice.pick(FIRST) + dice.pick(SECOND)

/** So many invented names, none twice. */
export function inventNames(dice: Dice, many: number): string[] {
  const names = new Set<string>()
  while (names.size < many) names.add(inventName(dice))
  return [...names]
}
