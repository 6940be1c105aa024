import type { Person, SKILLS } from '@muster/core/people/wire.ts'
import type { Words } from '@muster/core/platform/shapes.ts'

export const words = {
  title: { zh: '我的', en: 'Me' },
  heldTitle: { zh: '关于我保存了什么', en: 'What is held about me' },
  why: { zh: '用途：{purpose}', en: 'Used for: {purpose}' },
  until: { zh: '保存到：{retention}', en: 'Kept until: {retention}' },
  number: { zh: '志愿者编号', en: 'Volunteer number' },
  unit: { zh: '单位', en: 'Unit' },
  wrong: {
    zh: '姓名、编号或单位有误，请联系单位联络员更正。',
    en: 'If your name, number or unit is wrong, ask your unit’s secretary to correct it.',
  },
  none: { zh: '没有登记', en: 'Not given' },
  edit: { zh: '修改我能决定的内容', en: 'Change what I may decide' },
  phone: { zh: '手机号', en: 'Phone' },
  residence: { zh: '居住地社区', en: 'Residence community' },
  changePlace: { zh: '换一个社区', en: 'Choose another community' },
  skills: { zh: '技能', en: 'Skills' },
  availability: { zh: '什么时候有空', en: 'When I am free' },
  onCall: { zh: '随时听候安排', en: 'On call for any post' },
  onCallHint: {
    zh: '什么岗位需要就安排什么工作；随时可以取消。',
    en: 'Any post, when needed; you can take this back at any time.',
  },
  light: { zh: '只安排轻便岗位', en: 'Light duty only' },
  lightHint: {
    zh: '由您自己决定，不问原因，也不用说明。',
    en: 'Your own choice; no reason is asked, and none is needed.',
  },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  save: { zh: '保存', en: 'Save' },
  back: { zh: '不改了', en: 'Leave as it is' },
  saved: { zh: '已保存', en: 'Saved' },
  again: { zh: '取最新内容再改', en: 'Fetch the latest and change again' },
  sun: { zh: '强光下看清（黑白高对比）', en: 'High contrast for bright sun' },
  messages: { zh: '给我的消息', en: 'Messages to me' },
  noMessages: { zh: '没有消息。', en: 'No messages.' },
  unread: { zh: '未读', en: 'Unread' },
  read: { zh: '{count} 条未读，都知道了', en: '{count} unread: I have read them all' },
  device: { zh: '这部手机', en: 'This phone' },
} as const

export const skillWords: Record<(typeof SKILLS)[number], Words> = {
  medical: { zh: '医护', en: 'Medical' },
  driving: { zh: '驾驶', en: 'Driving' },
  'data-entry': { zh: '信息录入', en: 'Data entry' },
  dialect: { zh: '方言', en: 'Local dialect' },
  'sign-language': { zh: '手语', en: 'Sign language' },
  counselling: { zh: '心理疏导', en: 'Counselling' },
  logistics: { zh: '物资搬运', en: 'Logistics' },
  electrical: { zh: '水电维修', en: 'Electrical work' },
  'first-aid': { zh: '急救', en: 'First aid' },
  drone: { zh: '无人机', en: 'Drone' },
}
export const availabilityWords: Record<Person['availability'], Words> = {
  'any-time': { zh: '随时', en: 'Any time' },
  daytime: { zh: '白天', en: 'Daytime' },
  evenings: { zh: '晚上', en: 'Evenings' },
  weekends: { zh: '周末', en: 'Weekends' },
  'not-now': { zh: '暂时不行', en: 'Not for now' },
}
