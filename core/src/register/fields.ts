import { fields } from '../platform/personal.ts'

export const registerFields = fields({
  'register.answer': {
    zh: '登记中涉及个人的回答（每个问题写明用途和查看人）',
    en: 'Answers in a register that concern somebody (each question names its purpose and its readers)',
    purpose: '由登记表的每个问题写明 · as each question of the form says',
    basis: '由登记表的每个问题写明；PIPL 13、17 · as each question of the form says; PIPL art. 13, 17',
    sensitive: true,
    viewers: { 'street-desk': 'full', captain: 'full', volunteer: 'full' },
    retention:
      '措施结束后按登记表写明的天数删除，最多 90 天 · so many days after the measure ends as the form says, 90 at most',
    columns: ['entry_private.answers', 'entry_photo.bytes'],
    mask: 'text',
  },
})
