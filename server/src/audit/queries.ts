import type * as wire from '@muster/core/audit/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import type { Database } from '../platform/database/open.ts'
import { ChainWalk } from './chain.ts'

const CHUNK = 5000

/** The audit, newest first; the cursor is the sequence number of the last line of the page before. */
export async function list(ctx: Ctx, input: ParsedOf<typeof wire.list>) {
  const limit = input.limit ?? 100
  const base = ctx.tx
    .selectFrom('audit_line')
    .where('tenant', '=', ctx.tenant.tenant)
    .$if(Boolean(input.action), query => query.where('action', 'like', `${input.action ?? ''}%`))
    .$if(Boolean(input.subject), query => query.where('subject', '=', input.subject ?? ''))
    .$if(Boolean(input.search), query =>
      query.where(any =>
        any.or([
          any('actor', 'ilike', `%${literally(input.search ?? '')}%`),
          any('subject', 'ilike', `%${literally(input.search ?? '')}%`),
        ]),
      ),
    )
  const { total } = await base.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await base
    .select(['seq', 'at', 'actor', 'action', 'subject', 'detail', 'digest'])
    .$if(Boolean(input.after), query => query.where('seq', '<', Number(input.after)))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    rows: page.map(row => ({ ...row, at: row.at.toISOString(), detail: row.detail as Record<string, unknown> })),
    next: rows.length > limit ? String(page.at(-1)?.seq) : null,
    total,
  }
}

/** Follows the city's whole chain and says where it breaks, if it does. */
export const verify = (ctx: Ctx) => followChain(ctx.tx, ctx.tenant.tenant)

/** The same for whoever holds the machine. */
export async function followChain(db: Database, tenant: string) {
  const walk = new ChainWalk()
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('audit_line')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(CHUNK)
      .execute()
    if (rows.length === 0 || !rows.every(row => walk.follow({ ...row, detail: row.detail as Record<string, unknown> })))
      break
    after = rows.at(-1)!.seq
  }
  const head = await db
    .selectFrom('audit_head')
    .select(['seq', 'digest'])
    .where('tenant', '=', tenant)
    .executeTakeFirst()
  walk.end(head ?? { seq: 0, digest: null })
  return {
    lines: walk.lines,
    whole: !walk.broken,
    head: walk.head,
    brokenAt: walk.broken && { seq: walk.broken.seq, ...SENTENCES[walk.broken.how] },
  }
}

const SENTENCES = {
  missing: { zh: '这里缺少一行：有人删除过审计记录。', en: 'A line is missing here: somebody deleted from the audit.' },
  changed: {
    zh: '这一行与其摘要不符：有人改过审计记录。',
    en: 'This line does not fit its digest: somebody changed the audit.',
  },
  unlinked: {
    zh: '这一行接不上前一行：有人插入或替换过审计记录。',
    en: 'This line does not follow from the one before: somebody inserted or replaced lines.',
  },
} as const
