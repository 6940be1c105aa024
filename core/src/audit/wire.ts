import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { instant, page, pageInput, text, z } from '../platform/shapes.ts'

/** One line of the audit: who did what to which thing, when; each line holds the digest of the line before. */
export const AuditLine = z.object({
  seq: z.number(),
  at: instant(),
  actor: personal('account.login', z.string()),
  /** `slice.did-what` */
  action: z.string(),
  /** `kind/id` of the thing concerned. */
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  digest: z.string(),
})
export type AuditLine = z.infer<typeof AuditLine>

export const list = endpoint({
  name: 'audit.list',
  method: 'get',
  path: '/audit',
  words: { zh: '查阅审计', en: 'Read the audit' },
  may: 'audit.read',
  reach: 'tenant',
  urgency: 'picture',
  input: z.object({ ...pageInput, action: z.optional(text(80)), subject: z.optional(text(120)) }),
  output: page(AuditLine),
})

export const verify = endpoint({
  name: 'audit.verify',
  method: 'get',
  path: '/audit/chain',
  words: { zh: '核验审计链', en: 'Verify the audit chain' },
  may: 'audit.read',
  reach: 'tenant',
  urgency: 'export',
  input: z.object({}),
  output: z.object({
    lines: z.number(),
    whole: z.boolean(),
    /** Digest of the newest line: keep it elsewhere, and nobody can shorten the chain unseen. */
    head: z.nullable(z.string()),
    brokenAt: z.nullable(z.object({ seq: z.number(), zh: z.string(), en: z.string() })),
  }),
})
