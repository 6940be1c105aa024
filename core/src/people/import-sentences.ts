/** What an import of people says about a cell, and what to do. */

const listed = (texts: readonly string[], between: string) => texts.slice(0, 5).join(between)

export const badNumber = () => ({
  zh: '志愿者编号只能是字母、数字和 . / - _，2 到 30 个字符。请改正。',
  en: 'A volunteer number has letters, digits and . / - _ only, 2 to 30 characters. Please correct it.',
})

export const tooLong = (most: number) => ({
  zh: `超过 ${most} 个字。请改短。`,
  en: `Longer than ${most} characters. Please shorten it.`,
})

export const noName = () => ({
  zh: '看不出姓名。请填写姓名。',
  en: 'No name can be read here. Please write the name.',
})

export const badPhone = () => ({
  zh: '不是电话号码。请填写 5 到 15 位数字，或留空。',
  en: 'Not a phone number. Write 5 to 15 digits, or leave it empty.',
})

export const unknownSkill = (written: string, known: { zh: string; en: string }) => ({
  zh: `不认识技能“${written}”。可填：${known.zh}；用顿号隔开。`,
  en: `“${written}” is no skill we know. Known: ${known.en}; separate them by commas.`,
})

export const unknownChoice = (written: string, known: { zh: string; en: string }) => ({
  zh: `不认识“${written}”。可填：${known.zh}。`,
  en: `“${written}” is not known. Write one of: ${known.en}.`,
})

/** The same for a unit that does not exist and for one outside the importer's reach: neither betrays the other. */
export const unknownUnit = (written: string) => ({
  zh: `没有找到单位“${written}”，或不在您的管辖范围内。请填写单位代码或全称；新单位请先由市级建立。`,
  en: `There is no unit “${written}”, or it is outside your reach. Write its code or full name; a new unit is created by the city desk first.`,
})

export const ambiguousUnit = (written: string, codes: readonly string[]) => ({
  zh: `“${written}”可以指几个单位（代码 ${listed(codes, '、')}）。请改填单位代码。`,
  en: `“${written}” can mean several units (codes ${listed(codes, ', ')}). Write the unit’s code instead.`,
})

export const unknownSubUnit = (written: string, unit: string, known: readonly string[]) => ({
  zh: `“${unit}”没有下级单位“${written}”。${known.length > 0 ? `现有：${listed(known, '、')}。` : ''}请改正、留空，或先由市级建立。`,
  en: `“${unit}” has no sub-unit “${written}”. ${known.length > 0 ? `It has: ${listed(known, ', ')}. ` : ''}Correct it, leave it empty, or have the city desk create it first.`,
})

export const unknownPlace = (written: string, near: readonly string[]) => ({
  zh: `没有找到社区“${written}”。${near.length > 0 ? `相近的有：${listed(near, '、')}。` : ''}请写明街道和社区，或填社区代码。`,
  en: `There is no community “${written}”. ${near.length > 0 ? `Near it: ${listed(near, ', ')}. ` : ''}Write street and community, or the community’s code.`,
})

export const ambiguousPlace = (written: string, candidates: readonly string[]) => ({
  zh: `“${written}”可以指：${listed(candidates, '、')}。请写明街道和社区。`,
  en: `“${written}” can mean: ${listed(candidates, ', ')}. Write street and community.`,
})

export const notACommunity = (name: string) => ({
  zh: `“${name}”不是社区或村。请填写居住地所在的社区或村，不写门牌。`,
  en: `“${name}” is not a community or village. Write the community of residence, without a street address.`,
})

export const tooManyPlaces = (most: number) => ({
  zh: `没认出的社区已超过 ${most} 个，这里没有再查。请先改正前面的，再重新上传。`,
  en: `More than ${most} communities were not recognised, so this one was not looked up. Correct the others and upload again.`,
})

/** Says neither whose number it is nor where that person serves. */
export const numberElsewhere = (volunteerNo: string) => ({
  zh: `编号 ${volunteerNo} 已登记在您管辖范围以外的单位。请核对编号；如人员已调入，请由市级办理。`,
  en: `Number ${volunteerNo} is registered with a unit outside your reach. Check the number; if the person has moved to you, the city desk can record it.`,
})
