/** The sort of place a name says it is by its last characters. 社区 and 村 differ on purpose: they are different bodies. */
export type Sort = '社区' | '村' | '街道' | '镇' | '乡' | '区' | '县' | '旗' | '市' | '地区' | '州' | '盟' | '省'

/** One way to understand a name: the part that is its own, and the sort of place if it was said. */
export interface Reading {
  stem: string
  sort: Sort | null
}

const ENDINGS: ReadonlyArray<readonly [Sort, readonly string[]]> = [
  ['社区', ['社区居民委员会', '社区居委会', '社区居委', '社居委', '居民委员会', '居委会', '居委', '社区']],
  ['村', ['村村民委员会', '村民委员会', '村村委会', '村委会', '村委', '村', '嘎查村民委员会', '嘎查村委会', '嘎查']],
  ['街道', ['街道办事处', '街道办', '街道', '街办', '办事处']],
  ['镇', ['镇人民政府', '镇']],
  ['乡', ['乡人民政府', '民族乡', '乡', '苏木']],
  ['区', ['区', '林区', '特区']],
  ['县', ['自治县', '县']],
  ['旗', ['自治旗', '旗']],
  ['市', ['市']],
  ['地区', ['地区']],
  ['州', ['自治州', '州']],
  ['盟', ['盟']],
  ['省', ['自治区', '特别行政区', '省']],
]

/** The same by their last character, so that most pieces of a text are done with after one look. */
const BY_LAST = Map.groupBy(
  ENDINGS.flatMap(([sort, endings]) => endings.map(ending => ({ sort, ending }))),
  ({ ending }) => ending.at(-1),
)

/** Peoples whose names stand in the official names of autonomous areas, and are left out in daily speech. */
const PEOPLES = (
  '蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 ' +
  '拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 塔吉克 普米族 怒族 ' +
  '鄂温克族 鄂伦春 裕固族 独龙族 各族'
).split(' ')

/** Names that stand in the code list only to fill a level; nobody writes them as a place. */
const FILLERS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

export function isFiller(name: string): boolean {
  return FILLERS.has(name)
}

/** Half width, lower case, without blanks, brackets and dashes: the shape in which names are compared. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')
}

/**
 * All ways to understand a name, the name as it stands first. `陈花村村委会` is 陈花 of sort 村, and 陈花村 of sort 村.
 *
 * @param name in the shape of {@link plainName}
 */
export function readingsOf(name: string): Reading[] {
  const readings: Reading[] = [{ stem: name, sort: null }]
  for (const { sort, ending } of BY_LAST.get(name.at(-1)) ?? []) {
    if (name.length <= ending.length || !name.endsWith(ending)) continue
    const stem = name.slice(0, -ending.length)
    readings.push({ stem, sort })
    const own = withoutPeoples(stem)
    if (own !== stem) readings.push({ stem: own, sort })
  }
  return readings
}

function withoutPeoples(stem: string): string {
  let own = stem
  for (let found: string | undefined; ; own = own.slice(0, -found.length)) {
    found = PEOPLES.find(people => own.length > people.length + 1 && own.endsWith(people))
    if (found === undefined) return own
  }
}
