/** Registers: forms as data, where they are filled in, and what was entered. */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { id, instant, page, pageInput, text, whole, words, z } from '../platform/shapes.ts'
import { Form } from './form.ts'
import { key } from './key.ts'
import { HELD_FOR, Line } from './kinds.ts'

const postName = () => z.object({ id: id(), name: z.string() })

export const Register = z.object({
  id: id(),
  incidentId: id(),
  key: z.string(),
  form: Form,
  formVersion: z.number(),
  open: z.boolean(),
  posts: z.array(postName()),
  /** Entries that stand; those that wait for a desk. */
  entries: z.number(),
  held: z.number(),
  version: z.number(),
})
export type Register = z.infer<typeof Register>

const formVersion = () => whole(1, 100_000)
const oneRegister = { kind: 'register', field: 'registerId' } as const
export const Answers = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))

export const registers = endpoint({
  name: 'register.registers',
  method: 'get',
  path: '/incidents/:incidentId/registers',
  words: { zh: '登记表', en: 'Registers' },
  may: 'register.read',
  reach: { kind: 'incident', field: 'incidentId' },
  urgency: 'picture',
  input: z.object({ incidentId: id() }),
  output: z.object({ rows: z.array(Register) }),
})
export const get = endpoint({
  name: 'register.get',
  method: 'get',
  path: '/registers/:registerId',
  words: { zh: '一份登记表', en: 'One register' },
  may: 'register.read',
  reach: 'scope',
  /** With the form in force, or the one of that version: an entry is read by the form with which it was written. */
  input: z.object({ registerId: id(), formVersion: z.optional(formVersion()) }),
  output: Register,
  problems: ['register/unknown-form'],
})
/** Forms that come with the incident's hazard. */
export const packForms = endpoint({
  name: 'register.packForms',
  method: 'get',
  path: '/incidents/:incidentId/pack-forms',
  words: { zh: '灾种自带登记表', en: 'Forms of the hazard' },
  may: 'register.read',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({ incidentId: id() }),
  output: z.object({ rows: z.array(z.object({ key: z.string(), form: Form, postKinds: z.array(z.string()) })) }),
})
export const open = endpoint({
  name: 'register.open',
  method: 'post',
  path: '/incidents/:incidentId/registers',
  words: { zh: '启用登记表', en: 'Open a register' },
  may: 'register.plan',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({
    incidentId: id(),
    id: id(),
    key: key(),
    form: Form,
    postIds: z.array(id()).check(z.maxLength(500)),
  }),
  output: Register,
  problems: ['register/bad-form', 'register/name-taken'],
})
/** Changes what is asked from now on: the forms that phones still hold stay valid for what was written with them. */
export const amend = endpoint({
  name: 'register.amend',
  method: 'put',
  path: '/registers/:registerId',
  words: { zh: '修改登记表', en: 'Amend a register' },
  may: 'register.plan',
  reach: oneRegister,
  input: z.object({
    registerId: id(),
    version: z.number(),
    form: Form,
    postIds: z.array(id()).check(z.maxLength(500)),
  }),
  output: Register,
  problems: ['register/bad-form', 'door/changed-meanwhile'],
})
export const close = endpoint({
  name: 'register.close',
  method: 'post',
  path: '/registers/:registerId/close',
  words: { zh: '停用登记表', en: 'Close a register' },
  may: 'register.plan',
  reach: oneRegister,
  input: z.object({ registerId: id(), version: z.number() }),
  output: Register,
  problems: ['door/changed-meanwhile'],
})

const Remark = z.object({
  sheet: z.enum(['survey', 'choices']),
  row: z.number(),
  leftOut: z.boolean(),
  ...words().shape,
})
/** Reads an XLSForm and answers with the questions it gives and what was left out; nothing is kept. */
export const readXlsForm = endpoint({
  name: 'register.readXlsForm',
  method: 'post',
  path: '/incidents/:incidentId/xlsforms',
  words: { zh: '读取 XLSForm', en: 'Read an XLSForm' },
  may: 'register.plan',
  reach: { kind: 'incident', field: 'incidentId' },
  takes: 'file',
  input: z.object({ incidentId: id() }),
  output: z.object({ questions: Form.shape.questions, remarks: z.array(Remark) }),
  problems: ['register/no-survey', 'register/bad-form'],
})
/** What other machines need to read the answers: JSON Schema 2020-12. */
export const schema = endpoint({
  name: 'register.schema',
  method: 'get',
  path: '/registers/:registerId/schema',
  words: { zh: '登记表的 JSON Schema', en: 'JSON Schema of a register' },
  may: 'register.read',
  reach: 'scope',
  input: z.object({ registerId: id() }),
  output: z.record(z.string(), z.unknown()),
})

export const Entry = z.object({
  id: id(),
  registerId: id(),
  formVersion: z.number(),
  post: postName(),
  territory: place(),
  at: instant(),
  heardAt: instant(),
  answers: Answers,
  /** Answers that concern somebody, for those whom each question names. */
  personal: personal('register.answer', Answers),
  on: z.nullable(Line),
  state: z.enum(['stands', 'held', 'corrected', 'withdrawn']),
  held: z.nullable(z.enum(HELD_FOR)),
  older: z.boolean(),
  /** Null: still out, or nobody goes out in this register. */
  backAt: z.nullable(instant()),
  mine: z.boolean(),
})
export type Entry = z.infer<typeof Entry>

export const entries = endpoint({
  name: 'register.entries',
  method: 'get',
  path: '/registers/:registerId/entries',
  words: { zh: '登记记录', en: 'Entries' },
  may: 'register.read',
  reach: 'scope',
  urgency: 'picture',
  input: z.object({
    ...pageInput,
    registerId: id(),
    postId: z.optional(id()),
    /** Those who are still out; those that wait for a desk. */
    only: z.optional(z.enum(['out', 'held'])),
  }),
  output: page(Entry),
})
/** How many, by post and hour: figures of a register. */
export const counts = endpoint({
  name: 'register.counts',
  method: 'get',
  path: '/registers/:registerId/counts',
  words: { zh: '登记统计', en: 'Counts of a register' },
  may: 'register.read',
  reach: 'scope',
  urgency: 'picture',
  shared: true,
  input: z.object({ registerId: id(), asOf: z.optional(instant()) }),
  output: z.object({
    asOf: instant(),
    entries: z.number(),
    adds: z.number(),
    out: z.number(),
    rows: z.array(
      z.object({
        post: postName(),
        entries: z.number(),
        adds: z.number(),
        out: z.number(),
        lastAt: z.nullable(instant()),
      }),
    ),
  }),
})

const entering = {
  registerId: id(),
  formVersion: formVersion(),
  answers: z.record(z.string(), z.unknown()),
  on: z.optional(Line),
}
/** What a phone or a desk sends as payload of `register.entered`. */
export const Entering = z.object(entering)
/** One entry by itself: for a desk that keys in paper, and for what is checked at once. */
export const enter = endpoint({
  name: 'register.enter',
  method: 'post',
  path: '/posts/:postId/entries',
  words: { zh: '登记', en: 'Enter' },
  may: 'register.enter',
  reach: 'scope',
  urgency: 'deed',
  input: z.object({
    postId: id(),
    id: id(),
    occurredAt: z.optional(instant()),
    /** Corrects this entry. */
    supersedes: z.optional(id()),
    ...entering,
  }),
  output: Entry,
  problems: [
    'register/bad-answers',
    'register/closed',
    'register/unknown-form',
    'register/not-here',
    'register/line-used',
    'register/no-such-line',
    'register/not-yours',
  ],
})
const oneEntry = { id: id(), entryId: id(), occurredAt: z.optional(instant()) }
export const withdraw = endpoint({
  name: 'register.withdraw',
  method: 'post',
  path: '/entries/:entryId/withdrawal',
  words: { zh: '撤销一条登记', en: 'Take back an entry' },
  may: 'register.enter',
  reach: 'scope',
  input: z.object({ ...oneEntry, reason: text(200) }),
  output: Entry,
  problems: ['register/not-yours', 'ledger/superseded'],
})
export const back = endpoint({
  name: 'register.back',
  method: 'post',
  path: '/entries/:entryId/return',
  words: { zh: '登记返回', en: 'Note a return' },
  may: 'register.enter',
  reach: 'scope',
  urgency: 'deed',
  input: z.object(oneEntry),
  output: Entry,
  problems: ['register/not-out'],
})
/** Whether an entry that was held counts. */
export const settle = endpoint({
  name: 'register.settle',
  method: 'post',
  path: '/entries/:entryId/settlement',
  words: { zh: '核定暂存登记', en: 'Settle a held entry' },
  may: 'register.settle',
  reach: { kind: 'entry', field: 'entryId' },
  input: z.object({ id: id(), entryId: id(), counts: z.boolean() }),
  output: Entry,
  problems: ['register/not-held'],
})
/** What one's own posts need: open registers with their forms, today's and the nearest shifts. For phones, that keep it. */
export const mine = endpoint({
  name: 'register.mine',
  method: 'get',
  path: '/own/registers',
  words: { zh: '我岗位上的登记表', en: 'Registers at my posts' },
  may: 'register.enter',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        post: postName(),
        registers: z.array(z.object({ id: id(), key: z.string(), form: Form, formVersion: z.number() })),
        /** Who is still out at this post, and what I wrote down today. */
        out: z.array(Entry),
        recent: z.array(Entry),
      }),
    ),
  }),
})
/** Whether the same thing was entered a short while ago, and where: a warning, never a refusal. */
export const alike = endpoint({
  name: 'register.alike',
  method: 'post',
  path: '/registers/:registerId/alike',
  words: { zh: '查找近似登记', en: 'Look for the same entry' },
  may: 'register.enter',
  reach: 'scope',
  urgency: 'deed',
  secret: true,
  input: z.object({ registerId: id(), answers: z.record(z.string(), z.unknown()) }),
  output: z.object({ rows: z.array(z.object({ post: postName(), at: instant() })) }),
})
/** Numbered sheets for when neither phone nor line works: printed, filled by hand, keyed in later. */
export const printSheets = endpoint({
  name: 'register.printSheets',
  method: 'post',
  path: '/registers/:registerId/sheets',
  words: { zh: '打印纸质登记表', en: 'Print paper sheets' },
  may: 'register.read',
  reach: 'scope',
  input: z.object({ registerId: id(), id: id(), postId: id(), sheets: whole(1, 20) }),
  output: z.object({
    rows: z.array(
      z.object({
        sheet: z.string(),
        lines: z.number(),
        used: z.array(z.number()),
        post: postName(),
        formVersion: z.number(),
        printedAt: instant(),
      }),
    ),
  }),
  problems: ['register/not-here'],
})
/** A paper sheet by the number at its head: what is asked on it, and which lines are keyed in. */
export const paper = endpoint({
  name: 'register.paper',
  method: 'get',
  path: '/sheets/:sheet',
  words: { zh: '一张纸质登记表', en: 'A paper sheet' },
  may: 'register.enter',
  reach: 'scope',
  input: z.object({ sheet: text(12) }),
  output: z.object({
    sheet: z.string(),
    lines: z.number(),
    used: z.array(z.number()),
    post: postName(),
    register: z.object({ id: id(), form: Form, formVersion: z.number() }),
  }),
  problems: ['register/no-such-line'],
})
