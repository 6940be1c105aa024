import { fields } from '../platform/personal.ts'

export const accessFields = fields({
  'account.login': {
    zh: '登录名',
    en: 'Login name',
    purpose: '认证与责任追溯 · to authenticate and to answer for acts',
    basis: 'PIPL 13(1)(3); GB/T 22239-2019 8.1.4.1',
    sensitive: false,
    viewers: { 'system-administrator': 'full', auditor: 'full', 'city-desk': 'full' },
    retention: '账号注销后 180 天 · 180 days after the account ends',
    columns: ['account.login', 'audit_line.actor'],
    mask: 'text',
  },
})
