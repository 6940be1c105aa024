import { fields } from '../../platform/personal.ts'

const desks = { 'street-desk': 'full', captain: 'full' } as const
const kept = {
  basis: '传染病防治法；个人信息保护法 13(1)(4)、28 · Infectious Diseases Act; PIPL art. 13(1)(4), 28',
  sensitive: true,
  retention:
    '采样轮次结束后按轮次写明的天数删除（最多 90 天）；居民名单在事件关闭后 30 天删除 · so many days after the round as it says, 90 at most; lists of residents 30 days after the incident is closed',
} as const

export const samplingFields = fields({
  'sampling.name': {
    ...kept,
    zh: '采样居民姓名',
    en: 'Name of a resident who is sampled',
    purpose: '采样登记，采样管召回时通知本人 · to register who was sampled and to tell them when a tube is recalled',
    // Whoever stands at the desk must find the person in front of them.
    viewers: { ...desks, volunteer: 'full' },
    columns: ['sample_private.name', 'resident.name', 'home_service.name'],
    mask: 'name',
  },
  'sampling.door': {
    ...kept,
    zh: '采样居民门牌',
    en: 'Door of a resident who is sampled',
    purpose: '一户同管、上门采样、召回通知 · one tube a household, sampling at home, recalls',
    viewers: { ...desks, volunteer: 'full' },
    columns: ['sample_private.door', 'resident.door', 'home_service.door'],
    mask: 'text',
  },
  'sampling.phone': {
    ...kept,
    zh: '采样居民电话',
    en: 'Telephone of a resident who is sampled',
    purpose: '采样管召回时电话通知 · to call when a tube is recalled',
    viewers: desks,
    columns: ['resident.phone'],
    mask: 'phone',
  },
})
