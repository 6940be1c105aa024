import type { Words } from '@muster/core/platform/shapes.ts'

/** What a fact says, field by field, in words; of a field or value without words here, what is stored. */
export function payloadOf(payload: Readonly<Record<string, unknown>>): Words[] {
  return Object.entries(payload).flatMap(([field, value]) => {
    if (value === '' || !(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
      return []
    const stored = String(value)
    const known = VALUES[`${field} ${stored}`]
    if (known === null) return []
    if (known) return [known]
    const name = FIELDS[field] ?? { zh: field, en: field }
    return [{ zh: `${name.zh} ${stored}`, en: `${name.en} ${stored}` }]
  })
}

/** Null for what goes without saying. */
const VALUES: Readonly<Record<string, Words | null>> = {
  'as residence': { zh: '居住地社区', en: 'community of residence' },
  'as partner': { zh: '共建社区', en: 'partner community' },
  'via tap': { zh: '本人在手机上', en: 'by own phone' },
  'via chain': { zh: '来自接龙', en: 'from a chain' },
  'via desk': { zh: '由值守登记', en: 'entered by the desk' },
  'via offer': { zh: '来自请战', en: 'from an offer' },
  'fit true': null,
  'fit false': { zh: '本人说明不适合该岗位', en: 'says not to be fit for this post' },
  'at muster': { zh: '集合点名', en: 'at muster' },
  'at departure': { zh: '出发点名', en: 'at departure' },
  'present true': { zh: '在场', en: 'present' },
  'present false': { zh: '不在场', en: 'not present' },
}

const FIELDS: Readonly<Record<string, Words>> = {
  place: { zh: '名额号', en: 'place' },
  rank: { zh: '候补第', en: 'reserve no.' },
  until: { zh: '保留至', en: 'held until' },
  reason: { zh: '理由：', en: 'reason:' },
  note: { zh: '备注：', en: 'note:' },
  people: { zh: '人数', en: 'people' },
}
