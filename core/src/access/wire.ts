import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { ROLE_NAMES } from '../platform/role.ts'
import { done, id, instant, page, pageInput, territoryCode, text, whole, z } from '../platform/shapes.ts'

const passphrase = () => z.string().check(z.maxLength(200))
const login = () => text(40, 2)
const token = () => text(200, 16)
export const role = () => z.enum(ROLE_NAMES)

/** A role over a part of the city: the whole, a territory's subtree, a unit's subtree, a team, or only oneself. */
export const Grant = z.object({
  id: id(),
  role: role(),
  territory: z.nullable(z.object({ code: z.string(), name: z.string() })),
  unit: z.nullable(z.object({ id: id(), name: z.string() })),
  team: z.nullable(z.object({ id: id(), name: z.string() })),
  until: z.nullable(instant()),
})
export type Grant = z.infer<typeof Grant>

export const Me = z.object({
  tenant: z.object({
    id: z.string(),
    name: z.string(),
    zone: z.string(),
    rehearsal: z.boolean(),
    /** Of a rehearsal: its seconds per real second, so that the desk's clock runs along; 0 stands still. */
    speed: z.optional(z.number()),
  }),
  account: z.object({ id: id(), login: z.nullable(z.string()) }),
  person: z.nullable(z.object({ id: id(), name: z.string(), volunteerNo: z.string() })),
  grants: z.array(Grant),
  /** Verbs held by any grant: what the screens may offer. The server decides anew at every request. */
  verbs: z.array(z.string()),
  now: instant(),
  sessionEndsAt: instant(),
})
export type Me = z.infer<typeof Me>

export const setupState = endpoint({
  name: 'access.setupState',
  method: 'get',
  path: '/setup',
  words: { zh: '是否需要首次设置', en: 'Is first-run set-up needed' },
  may: 'anyone',
  reach: 'open',
  input: z.object({ search: z.optional(text(40)) }),
  output: z.object({
    needed: z.boolean(),
    /** Tenants to choose from when signing in; none is chosen for installations with one city. */
    tenants: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Cities of the registry that match `search`. */
    cities: z.array(z.object({ code: z.string(), name: z.string(), province: z.string() })),
  }),
})

export const setUp = endpoint({
  name: 'access.setUp',
  method: 'post',
  path: '/setup',
  words: { zh: '首次设置', en: 'First-run set-up' },
  may: 'anyone',
  reach: 'open',
  perMinute: 10,
  input: z.object({
    code: text(40, 6),
    tenant: z.object({
      id: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,30}$/)),
      name: text(60),
      /** IANA zone in which days are counted. */
      zone: z._default(text(60), 'Asia/Shanghai'),
      rehearsal: z._default(z.boolean(), false),
      /** City of the registry whose subtree is adopted; absent for other countries, which import a CSV. */
      territory: z.optional(territoryCode()),
    }),
    administrator: z.object({ login: login(), passphrase: passphrase() }),
  }),
  output: Me,
  problems: ['access/set-up-already', 'access/wrong-code', 'access/weak-passphrase'],
})

export const signIn = endpoint({
  name: 'access.signIn',
  method: 'post',
  path: '/sessions',
  words: { zh: '登录', en: 'Sign in' },
  may: 'anyone',
  reach: 'open',
  perMinute: 600,
  input: z.object({ tenant: z.optional(text(31)), login: login(), passphrase: passphrase() }),
  output: Me,
  problems: ['access/wrong-credentials', 'access/locked-for-now'],
})
export const signOut = endpoint({
  name: 'access.signOut',
  method: 'delete',
  path: '/sessions/current',
  words: { zh: '退出登录', en: 'Sign out' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({}),
  output: done(),
})
export const me = endpoint({
  name: 'access.me',
  method: 'get',
  path: '/me',
  words: { zh: '我的身份', en: 'Who am I' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({}),
  output: Me,
})
export const changePassphrase = endpoint({
  name: 'access.changePassphrase',
  method: 'put',
  path: '/me/passphrase',
  words: { zh: '修改口令', en: 'Change the passphrase' },
  may: 'signed-in',
  reach: 'open',
  secret: true,
  input: z.object({ old: passphrase(), new: passphrase() }),
  output: done(),
  problems: ['access/wrong-credentials', 'access/weak-passphrase'],
})

export const Session = z.object({
  id: z.string(),
  current: z.boolean(),
  device: z.string(),
  createdAt: instant(),
  seenAt: instant(),
  expiresAt: instant(),
})
export const sessions = endpoint({
  name: 'access.sessions',
  method: 'get',
  path: '/sessions',
  words: { zh: '我的登录设备', en: 'Where I am signed in' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({}),
  output: z.object({ rows: z.array(Session) }),
})
export const revokeSession = endpoint({
  name: 'access.revokeSession',
  method: 'delete',
  path: '/sessions/:sessionId',
  words: { zh: '退出某个设备', en: 'Sign a device out' },
  may: 'signed-in',
  reach: 'open',
  input: z.object({ sessionId: text(80) }),
  output: done(),
})

export const Account = z.object({
  id: id(),
  login: personal('account.login', z.string()),
  person: z.nullable(z.object({ id: id(), name: personal('person.name', z.string()) })),
  suspended: z.boolean(),
  createdAt: instant(),
  seenAt: z.nullable(instant()),
  grants: z.array(Grant),
})
export type Account = z.infer<typeof Account>
export const accounts = endpoint({
  name: 'access.accounts',
  method: 'get',
  path: '/accounts',
  words: { zh: '账号列表', en: 'Accounts' },
  may: 'access.manage',
  reach: 'tenant',
  input: z.object(pageInput),
  output: page(Account),
})
const grantInput = {
  role: role(),
  territory: z.optional(territoryCode()),
  unitId: z.optional(id()),
  teamId: z.optional(id()),
  until: z.optional(instant()),
}
export const createAccount = endpoint({
  name: 'access.createAccount',
  method: 'post',
  path: '/accounts',
  words: { zh: '新建账号', en: 'Create an account' },
  may: 'access.manage',
  reach: 'tenant',
  secret: true,
  input: z.object({
    id: id(),
    login: login(),
    passphrase: z.optional(passphrase()),
    grant: z.optional(z.object(grantInput)),
  }),
  /** Without a passphrase: a one-time link on which the holder chooses one. */
  output: z.object({ id: id(), link: z.nullable(z.string()) }),
  problems: ['access/login-taken', 'access/weak-passphrase', 'access/scope-missing', 'access/powers-clash'],
})
export const suspendAccount = endpoint({
  name: 'access.suspendAccount',
  method: 'post',
  path: '/accounts/:accountId/suspension',
  words: { zh: '停用账号', en: 'Suspend an account' },
  may: 'access.manage',
  reach: 'tenant',
  input: z.object({ accountId: id(), suspended: z.boolean() }),
  output: done(),
  problems: ['access/own-grant'],
})
export const giveGrant = endpoint({
  name: 'access.giveGrant',
  method: 'post',
  path: '/accounts/:accountId/grants',
  words: { zh: '授权', en: 'Give a grant' },
  may: 'access.manage',
  reach: 'tenant',
  input: z.object({ accountId: id(), id: id(), ...grantInput }),
  output: Grant,
  problems: ['access/own-grant', 'access/powers-clash', 'access/scope-missing'],
})
export const endGrant = endpoint({
  name: 'access.endGrant',
  method: 'delete',
  path: '/grants/:grantId',
  words: { zh: '撤回授权', en: 'End a grant' },
  may: 'access.manage',
  reach: 'tenant',
  input: z.object({ grantId: id() }),
  output: done(),
  problems: ['access/own-grant'],
})
export const resetPassphrase = endpoint({
  name: 'access.resetPassphrase',
  method: 'post',
  path: '/accounts/:accountId/reset',
  words: { zh: '重设口令链接', en: 'Link to choose a new passphrase' },
  may: 'access.manage',
  reach: 'tenant',
  secret: true,
  input: z.object({ accountId: id() }),
  output: z.object({ link: z.string() }),
})
export const choosePassphrase = endpoint({
  name: 'access.choosePassphrase',
  method: 'post',
  path: '/passphrase',
  words: { zh: '用一次性链接设定口令', en: 'Choose a passphrase by one-time link' },
  may: 'anyone',
  reach: 'open',
  perMinute: 60,
  input: z.object({ token: token(), passphrase: passphrase() }),
  output: Me,
  problems: ['access/link-spent', 'access/weak-passphrase'],
})

/** Join links: shown once, hashed at rest; the phone that opens one is signed in as that person. */
export const invite = endpoint({
  name: 'access.invite',
  method: 'post',
  path: '/people/:personId/invitation',
  words: { zh: '生成加入链接', en: 'Make a join link' },
  may: 'access.invite',
  reach: { kind: 'person', field: 'personId' },
  secret: true,
  input: z.object({ personId: id(), days: z._default(whole(1, 90), 14) }),
  output: z.object({ link: z.string(), expiresAt: instant() }),
})
export const inviteUnit = endpoint({
  name: 'access.inviteUnit',
  method: 'post',
  path: '/units/:unitId/invitations',
  words: { zh: '为全单位生成加入链接', en: 'Make join links for a whole unit' },
  may: 'access.invite',
  reach: { kind: 'unit', field: 'unitId' },
  secret: true,
  input: z.object({ unitId: id(), days: z._default(whole(1, 90), 14) }),
  output: z.object({
    rows: z.array(
      z.object({
        personId: id(),
        volunteerNo: z.string(),
        name: personal('person.name', z.string()),
        link: z.string(),
      }),
    ),
  }),
})
export const openInvitation = endpoint({
  name: 'access.openInvitation',
  method: 'post',
  path: '/invitations/open',
  words: { zh: '打开加入链接', en: 'Open a join link' },
  may: 'anyone',
  reach: 'open',
  urgency: 'deed',
  perMinute: 300,
  input: z.object({ token: token() }),
  output: Me,
  problems: ['access/link-spent'],
})

export const setClock = endpoint({
  name: 'access.setClock',
  method: 'put',
  path: '/clock',
  words: { zh: '设定演练时钟', en: 'Set the rehearsal’s clock' },
  may: 'access.set-clock',
  reach: 'tenant',
  input: z.object({
    at: instant(),
    /** Rehearsed seconds per real second; 0 stands still. */
    speed: z.number().check(z.gte(0), z.lte(3600)),
  }),
  output: z.object({ now: instant(), speed: z.number() }),
  problems: ['access/not-a-rehearsal', 'access/clock-backwards'],
})
