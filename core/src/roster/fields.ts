import { fields } from '../platform/personal.ts'

export const rosterFields = fields({
  'person.cover': {
    zh: '保险到期日（只记日期，不记保单）',
    en: 'Last day of insurance cover (a date, no policy)',
    purpose: '危险岗位须先有保险 · nobody goes to a dangerous post without insurance',
    basis: '志愿服务条例 2017 第17条 · Volunteer Service Regulation art. 17',
    sensitive: false,
    viewers: { 'city-desk': 'full', 'unit-secretary': 'full' },
    retention: '离开名册后 30 天 · 30 days after leaving the roster',
    columns: ['cover.until_day'],
    mask: 'text',
  },
  'person.fitness': {
    zh: '本人说明能否上岗（只有是或否，不问原因）',
    en: 'Own word on being fit for duty (yes or no, no reason asked)',
    purpose: '不让不适合的人上岗；只由系统核对，不给别人看 · to spare whoever is not fit; read by the guard alone',
    basis: '志愿服务条例 2017 第15条；PIPL 29 单独同意 · separate consent',
    sensitive: true,
    viewers: {},
    retention: '本人可随时更改；离开名册即删除 · may be changed at any time; erased on leaving',
    columns: ['fitness.fit'],
    mask: 'text',
  },
  'override.reason': {
    zh: '破例安排的理由与反对意见',
    en: 'Reason for lifting a stop, and an objection to it',
    purpose: '谁为超时上岗负责 · who answers for somebody being kept on duty too long',
    basis: '志愿服务条例 2017 第14、15条 · Volunteer Service Regulation art. 14, 15',
    sensitive: false,
    viewers: { 'city-desk': 'full', 'street-desk': 'full', captain: 'full' },
    retention: '事件关闭后 30 天 · 30 days after the incident closes',
    columns: ['override.reason', 'override.objection'],
    mask: 'text',
  },
})
