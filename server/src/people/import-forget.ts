import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

const DAY_MS = 24 * 3_600_000
/** A preview that nobody applied in a week will not be; an import older than a month is not taken back as a whole. */
const PREVIEW_DAYS = 7
const UNDO_DAYS = 30

/**
 * Uploaded rosters are copies of personal data and live only as long as they are of use: previews go with their
 * file, applied imports keep their counts and lose the names.
 */
export async function forgetImports(ctx: Ctx): Promise<void> {
  const before = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS)
  await sql`
    delete from people_import
     where tenant = ${ctx.tenant.tenant} and state = 'preview' and at < ${before(PREVIEW_DAYS)}`.execute(ctx.tx)
  await sql`
    update people_import set plan = '{}', before = null, file = ''
     where tenant = ${ctx.tenant.tenant} and at < ${before(UNDO_DAYS)} and plan <> '{}'`.execute(ctx.tx)
}
