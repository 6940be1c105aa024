import { fields } from '../platform/personal.ts'

export const visitFields = fields({
  'visit.outcome': {
    zh: '一户的敲门结果（不记姓名）',
    en: 'What came of a visit to a household (no names)',
    purpose: '不漏一户、不反复打扰 · no household is missed, and none is disturbed twice',
    basis: 'PIPL 13(1)(4)；传染病防治法 2025；突发事件应对法 · to meet an emergency, PIPL art. 13(1)(4)',
    sensitive: false,
    viewers: { 'street-desk': 'full', captain: 'full', volunteer: 'full' },
    retention: '事件关闭后 30 天 · 30 days after the incident closes',
    columns: [
      'visit.outcome',
      'visit.people',
      'visit.note_left',
      'excuse.reason',
      'fact.payload.outcome',
      'fact.payload.people',
      'fact.payload.left',
    ],
    mask: 'text',
  },
})
