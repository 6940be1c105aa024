import { fields } from '../platform/personal.ts'

const DESKS = { 'city-desk': 'full', 'unit-secretary': 'full', 'street-desk': 'full', captain: 'full' } as const
const ROSTER =
  '志愿服务条例 2017 第13、19条；突发事件应对法 第72、85条 · Volunteer Service Regulation art. 13, 19; Emergency Response Law art. 72, 85'

export const peopleFields = fields({
  'person.name': {
    zh: '姓名',
    en: 'Name',
    purpose: '调度、点名与现场亮明身份 · to call, roll-call and be recognised on post',
    basis: ROSTER,
    sensitive: false,
    viewers: { ...DESKS, 'system-administrator': 'masked' },
    retention: '离开名册后 30 天 · 30 days after leaving the roster',
    columns: ['person.name', 'offer.name'],
    mask: 'name',
  },
  'person.phone': {
    zh: '手机号（选填）',
    en: 'Phone (optional)',
    purpose: '紧急时联系本人 · to reach the person in urgency',
    basis: `${ROSTER}；PIPL 13(1)(3)`,
    sensitive: false,
    viewers: { 'unit-secretary': 'full', captain: 'full', 'street-desk': 'masked', 'city-desk': 'masked' },
    retention: '离开名册后 30 天 · 30 days after leaving the roster',
    columns: ['person.phone', 'offer.phone'],
    mask: 'phone',
  },
  'person.residence': {
    zh: '居住地社区',
    en: 'Residence community',
    purpose: '双报到、就近安排；不记门牌 · double report and nearness; no street address',
    basis: ROSTER,
    sensitive: false,
    viewers: DESKS,
    retention: '离开名册后 30 天 · 30 days after leaving the roster',
    columns: ['person.residence'],
    mask: 'text',
  },
  'person.skills': {
    zh: '技能',
    en: 'Skills',
    purpose: '按岗位要求挑选 · to match posts',
    basis: `${ROSTER}；志愿服务条例 第15条`,
    sensitive: false,
    viewers: DESKS,
    retention: '离开名册后 30 天 · 30 days after leaving the roster',
    columns: ['person.skills'],
    mask: 'text',
  },
  'person.light-duty': {
    zh: '只承担轻便岗位（本人选择，不问原因）',
    en: 'Light duty only (own choice, no reason asked)',
    purpose: '避免安排不适宜的岗位 · never to be sent where it does harm',
    basis: '志愿服务条例 2017 第15条；PIPL 29 单独同意 · separate consent',
    sensitive: true,
    viewers: { 'unit-secretary': 'full', captain: 'full' },
    retention: '本人可随时撤回；离开名册即删除 · revocable at any time; erased on leaving',
    columns: ['person.light_duty'],
    mask: 'text',
  },
  'exemption.reason': {
    zh: '免予报到的类别',
    en: 'Kind of exemption',
    purpose: '应到人数的依据 · who is expected',
    basis: ROSTER,
    sensitive: false,
    viewers: { 'unit-secretary': 'full' },
    retention: '事件关闭后 30 天 · 30 days after the incident closes',
    columns: ['exemption.reason'],
    mask: 'text',
  },
})
