import { fields } from '../platform/personal.ts'

export const enrolmentFields = fields({
  'enrolment.community': {
    zh: '报到的社区',
    en: 'Community reported to',
    purpose: '双报到统计与就近调度 · double-report figures and deployment nearby',
    basis:
      '突发事件应对法 2024 第72条；志愿服务条例 第24条 · Emergency Response Law art. 72; Volunteer Service Regulation art. 24',
    sensitive: false,
    viewers: { 'city-desk': 'full', 'street-desk': 'full', 'unit-secretary': 'full', captain: 'full' },
    retention: '事件关闭后 30 天 · 30 days after the incident closes',
    columns: ['report_in.territory', 'tally_person.territory', 'fact.territory'],
    mask: 'text',
  },
  'enrolment.note': {
    zh: '报到时的留言（选填）',
    en: 'Note with a report (optional)',
    purpose: '告诉社区到岗的时间和专长 · to tell the community when and with what one can help',
    basis: '志愿服务条例 2017 第15条 · Volunteer Service Regulation art. 15',
    sensitive: false,
    viewers: { 'city-desk': 'full', 'street-desk': 'full', 'unit-secretary': 'full', captain: 'full' },
    retention: '事件关闭后 30 天 · 30 days after the incident closes',
    columns: ['report_in.note', 'fact.payload.note'],
    mask: 'text',
  },
})
