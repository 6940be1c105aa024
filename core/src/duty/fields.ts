import { fields } from '../platform/personal.ts'

const DESKS = { 'city-desk': 'full', 'street-desk': 'full', captain: 'full' } as const
const SERVICE = '志愿服务条例 2017 第19、23条 · Volunteer Service Regulation art. 19 (record of service), 23'

export const dutyFields = fields({
  'duty.turn': {
    zh: '到岗和离岗时间',
    en: 'Times of arriving at a post and leaving it',
    purpose:
      '岗位不空、不超时，服务时长如实记录 · posts stay covered, nobody serves too long, service is recorded truly',
    basis: SERVICE,
    sensitive: false,
    viewers: { ...DESKS, 'unit-secretary': 'full' },
    retention:
      '事件关闭后 30 天，本人可选择保留自己的服务记录 · 30 days after the incident closes; people may keep their own',
    columns: [
      'turn.came_at',
      'turn.claimed_at',
      'turn.left_at',
      'turn.via',
      'turn.why',
      'turn.breaks',
      'turn.suits',
      'fact.payload.via',
      'fact.payload.why',
      'fact.payload.due',
    ],
    mask: 'text',
  },
  'duty.note': {
    zh: '交接说明和留岗原因',
    en: 'Hand-over note and reason for staying',
    purpose: '让接班的人知道要注意什么 · to tell the successor what to heed',
    basis: SERVICE,
    sensitive: false,
    viewers: DESKS,
    retention: '事件关闭后 30 天 · 30 days after the incident closes',
    columns: ['turn.handed_note', 'turn.stayed', 'fact.payload.note', 'fact.payload.reason'],
    mask: 'text',
  },
  'duty.care': {
    zh: '受伤或求助（不记病情）',
    en: 'Hurt, or asked for support (no diagnosis)',
    purpose: '急救、保险、补岗和回访 · first aid, insurance, refilling the post, asking again',
    basis: 'PIPL 13(1)(4)、28、29 本人或现场紧急 · the person’s own word, or urgency on the spot',
    sensitive: true,
    viewers: DESKS,
    retention: '关怀结束后 30 天 · 30 days after the case is closed',
    columns: ['care_case.what', 'care_case.note', 'fact.payload.what'],
    mask: 'text',
  },
})
