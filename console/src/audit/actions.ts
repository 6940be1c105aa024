import type { Words } from '@muster/core/platform/shapes.ts'

/** The groups an auditor filters by: the first part of an action. */
export const GROUPS = ['access', 'territory', 'people', 'incident', 'callout', 'enrolment', 'ledger', 'report'] as const

/** Actions in words. One that is not here is shown as it was written; nothing is left out. */
const ACTIONS: Readonly<Record<string, Words>> = {
  'access.tenant-added': { zh: '设立城市', en: 'City added' },
  'access.account-added': { zh: '新建账号', en: 'Account created' },
  'access.account-suspended': { zh: '停用账号', en: 'Account suspended' },
  'access.account-resumed': { zh: '恢复账号', en: 'Account resumed' },
  'access.grant-given': { zh: '授权', en: 'Grant given' },
  'access.grant-ended': { zh: '收回授权', en: 'Grant ended' },
  'access.invited': { zh: '生成加入链接', en: 'Join link made' },
  'access.unit-invited': { zh: '全单位加入链接', en: 'Join links for a unit' },
  'access.joined': { zh: '用链接加入', en: 'Joined by link' },
  'access.passphrase-changed': { zh: '修改口令', en: 'Passphrase changed' },
  'access.passphrase-chosen': { zh: '设定口令', en: 'Passphrase chosen' },
  'access.passphrase-reset': { zh: '生成重设链接', en: 'Reset link made' },
  'access.clock-set': { zh: '拨动演练时钟', en: 'Clock moved' },
  'territory.adopted': { zh: '采用区划', en: 'Divisions adopted' },
  'territory.imported': { zh: '导入区划', en: 'Divisions imported' },
  'territory.boundaries-imported': { zh: '导入边界', en: 'Boundaries imported' },
  'people.unit-added': { zh: '新建单位', en: 'Unit created' },
  'people.unit-changed': { zh: '修改单位', en: 'Unit changed' },
  'people.person-added': { zh: '登记人员', en: 'Person added' },
  'people.person-changed': { zh: '修改人员', en: 'Person changed' },
  'people.person-left': { zh: '移出名册', en: 'Person left' },
  'people.person-back': { zh: '重回名册', en: 'Person back' },
  'people.exempted': { zh: '批准免予报到', en: 'Exempted' },
  'people.exemption-ended': { zh: '结束免予报到', en: 'Exemption ended' },
  'people.team-formed': { zh: '组建队伍', en: 'Team formed' },
  'people.member-added': { zh: '加入队伍', en: 'Member added' },
  'people.member-changed': { zh: '调整角色', en: 'Member’s roles changed' },
  'people.member-removed': { zh: '移出队伍', en: 'Member removed' },
  'incident.opened': { zh: '启动事件', en: 'Incident opened' },
  'incident.closed': { zh: '结束事件', en: 'Incident closed' },
  'incident.level-changed': { zh: '调整等级', en: 'Level changed' },
  'incident.phase-entered': { zh: '进入阶段', en: 'Phase entered' },
  'incident.noted': { zh: '记一笔', en: 'Noted' },
  'callout.drafted': { zh: '起草召集', en: 'Call drafted' },
  'callout.published': { zh: '发布召集', en: 'Call published' },
  'callout.amended': { zh: '修订召集', en: 'Call amended' },
  'callout.selected': { zh: '选定名单', en: 'People selected' },
  'callout.withdrawn': { zh: '撤回召集', en: 'Call withdrawn' },
  'callout.ended': { zh: '结束召集', en: 'Call ended' },
  'callout.wave-drafted': { zh: '起草下一批', en: 'Next wave drafted' },
  'enrolment.coverage-chosen': { zh: '选定覆盖范围', en: 'Coverage areas chosen' },
  'ledger.rebuilt': { zh: '重建账本', en: 'Ledger rebuilt' },
}

export const actionWords = (action: string): Words | undefined => ACTIONS[action]
