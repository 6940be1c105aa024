import type { Endpoint, UploadedFile } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { sha256 } from '../secrets.ts'

/** Keys are random ids; a longer one would not fit the index. */
const LONGEST_KEY = 200

/**
 * Keeps the first answer to a keyed request and gives it again, so that a lost answer can be asked for twice. Nothing is
 * kept of reads, of strangers, of files, and of what holds a secret.
 */
export async function once(
  ctx: Ctx,
  endpoint: Endpoint,
  key: string | undefined,
  input: Record<string, unknown>,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const account = ctx.actor?.accountId
  if (!key || !account || !keeps(endpoint)) return work()
  if (key.length > LONGEST_KEY) throw door('door/unreadable', { why: `idempotency-key > ${LONGEST_KEY}` })
  const digest = sha256(`${endpoint.name}\n${gist(input)}`)
  // NOTE: two requests with one key wait for each other here, so that the second finds the first one's answer.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant.tenant}/${account}/${key}`}, 0))`.execute(
    ctx.tx,
  )
  const known = await ctx.tx
    .selectFrom('idempotency')
    .select(['request_digest', 'answer'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('account_id', '=', account)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known && known.request_digest !== digest) throw door('door/key-reused')
  if (known) return known.answer
  const answer = await work()
  await ctx.tx
    .insertInto('idempotency')
    .values({
      tenant: ctx.tenant.tenant,
      account_id: account,
      key,
      request_digest: digest,
      answer: JSON.stringify(answer),
      at: ctx.real,
    })
    .execute()
  return answer
}

const keeps = ({ method, may, gives, secret }: Endpoint) =>
  method !== 'get' && may !== 'anyone' && gives !== 'file' && !secret

/** What was asked, as text; of an upload only its digest. */
function gist({ file, ...rest }: Record<string, unknown>): string {
  const bytes = (file as UploadedFile | undefined)?.bytes
  return JSON.stringify(bytes ? { ...rest, file: sha256(bytes) } : rest)
}
