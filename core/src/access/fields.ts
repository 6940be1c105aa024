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
    columns: [
      'account.login',
      'audit_line.actor',
      'wrong_try.login',
      'incident_entry.by',
      'control_entry.by',
      'bulletin.frozen_by',
    ],
    mask: 'text',
  },
  'account.device': {
    zh: '登录设备（浏览器自报的名称）',
    en: 'Device (what the browser calls itself)',
    purpose: '让本人认出并退出自己的设备 · for its owner to recognise and sign out a device',
    basis: 'PIPL 13(1)(3); GB/T 22239-2019 8.1.4.1',
    sensitive: false,
    viewers: {},
    retention: '会话结束后 180 天 · 180 days after the session ends',
    columns: ['session.device'],
    mask: 'text',
  },
})
