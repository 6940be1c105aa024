import type { Moment } from '../platform/moment.ts'
import type { Words } from '../platform/shapes.ts'
import { grouped, roundedWords } from './round.ts'

/** An area that somebody reported to: its name says whether it is a district or a county. */
export interface AreaSaid {
  readonly name: string
  readonly zone: boolean
}

/** What a bulletin's sentences speak of. */
export interface Said {
  readonly at: Moment
  readonly people: number
  readonly units: number
  readonly areas: readonly AreaSaid[]
  readonly streets: number
  readonly communities: number
}

/** 截至3月30日16时，68家单位6,396人到社区报到，覆盖4个区和1个开发区、43个街道、343个社区。 */
export function sentence(said: Said): Words {
  if (said.people === 0) return nobody(said)
  return {
    zh: `${untilZh(said)}，${said.units}家单位${grouped(said.people)}人到社区报到，覆盖${placesZh(said)}。`,
    en: `As of ${untilEn(said)}, ${many(said.people, 'person', 'people')} of ${many(said.units, 'unit')} had reported to communities in ${placesEn(said)}.`,
  }
}

/** The same with the number of people cut down: what may be printed while late reports still come in. */
export function publicSentence(said: Said): Words {
  if (said.people === 0) return nobody(said)
  const { zh, en } = roundedWords(said.people)
  return {
    zh: `${untilZh(said)}，${zh}名志愿者到社区报到，覆盖${placesZh(said)}。`,
    en: `As of ${untilEn(said)}, ${en} ${said.people === 1 ? 'volunteer' : 'volunteers'} had reported to communities in ${placesEn(said)}.`,
  }
}

const nobody = (said: Said): Words => ({
  zh: `${untilZh(said)}，还没有人到社区报到。`,
  en: `As of ${untilEn(said)}, nobody had reported to a community.`,
})

function placesZh({ areas, streets, communities }: Said): string {
  const counted = [streets > 0 && `${streets}个街道`, `${grouped(communities)}个社区`]
  return [areasZh(areas), ...counted].filter(Boolean).join('、')
}

function areasZh(areas: readonly AreaSaid[]): string {
  const plain = areas.filter(({ zone }) => !zone)
  const zones = areas.length - plain.length
  const word = plain.every(({ name }) => name.endsWith('区')) ? '区' : '县（市、区）'
  return [plain.length > 0 && `${plain.length}个${word}`, zones > 0 && `${zones}个开发区`].filter(Boolean).join('和')
}

function placesEn({ areas, streets, communities }: Said): string {
  const plain = areas.filter(({ zone }) => !zone)
  const zones = areas.length - plain.length
  const districts = plain.every(({ name }) => name.endsWith('区'))
  const parts = [
    plain.length > 0 && (districts ? many(plain.length, 'district') : many(plain.length, 'county', 'counties')),
    zones > 0 && many(zones, 'development zone'),
    streets > 0 && many(streets, 'street'),
    many(communities, 'community', 'communities'),
  ].filter(part => part !== false)
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}` : parts.join('')
}

const many = (count: number, one: string, several = `${one}s`) => `${grouped(count)} ${count === 1 ? one : several}`

const two = (value: number) => String(value).padStart(2, '0')

const untilZh = ({ at }: Said) =>
  `截至${at.month}月${at.day}日${at.hour}时${at.minute === 0 ? '' : `${two(at.minute)}分`}`

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const untilEn = ({ at }: Said) =>
  `${two(at.hour)}:${two(at.minute)} on ${at.day} ${MONTHS[at.month - 1] ?? ''} ${at.year}`
