import { fields } from '../platform/personal.ts'

const DESKS = { 'city-desk': 'full', 'unit-secretary': 'full', 'street-desk': 'full' } as const

export const calloutFields = fields({
  'callout.note': {
    zh: '报名时的留言（选填）',
    en: 'Note with a sign-up (optional)',
    purpose: '安排岗位时照顾本人的说明 · to heed what the person says when posts are given',
    basis: '志愿服务条例 2017 第15条 · Volunteer Service Regulation art. 15',
    sensitive: false,
    viewers: { ...DESKS, captain: 'full' },
    retention: '召集结束后 30 天 · 30 days after the call ends',
    columns: ['seat.note', 'fact.payload.note'],
    mask: 'text',
  },
  'offer.said': {
    zh: '请战书所写的编号、单位和留言（选填）',
    en: 'Number, unit and note of an offer (optional)',
    purpose: '在名册中找到请战人，或答复不在名册的人 · to find who offers on the roster, or to answer who is not on it',
    basis: 'PIPL 13(1)(1) 本人提交 · given by the person',
    sensitive: false,
    viewers: DESKS,
    retention: '召集结束后 30 天 · 30 days after the call ends',
    columns: ['offer.volunteer_no', 'offer.unit', 'offer.note'],
    mask: 'text',
  },
})
