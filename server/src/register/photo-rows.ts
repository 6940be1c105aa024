import { type Answers, photosIn } from '@muster/core/register/answers.ts'
import type { Form } from '@muster/core/register/form.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** What stands in for an entry has its photos as far as it names them. */
export async function movePhotos(
  ctx: Ctx,
  of: { from: string; to: string },
  form: Form,
  answers: Answers,
): Promise<void> {
  await sql`
    update entry_photo set entry_id = ${of.to}
     where tenant = ${ctx.tenant.tenant} and entry_id = ${of.from} and id = any(${photosIn(form, answers)}::uuid[])`.execute(
    ctx.tx,
  )
}

export interface Photo {
  readonly entryId: string
  readonly photoId: string
  readonly registerId: string
  readonly bytes: Uint8Array
}

/** Sent again it changes nothing. */
export async function addPhoto(ctx: Ctx, { entryId, photoId, registerId, bytes }: Photo): Promise<void> {
  await sql`
    insert into entry_photo (tenant, entry_id, id, register_id, bytes, heard_at)
    values (${ctx.tenant.tenant}, ${entryId}, ${photoId}, ${registerId}, ${Buffer.from(bytes)}, ${ctx.now})
    on conflict (tenant, entry_id, id) do nothing`.execute(ctx.tx)
}

export async function photoBytes(ctx: Ctx, entryId: string, photoId: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from entry_photo
     where tenant = ${ctx.tenant.tenant} and entry_id = ${entryId} and id = ${photoId}`.execute(ctx.tx)
  return rows[0]?.bytes ?? null
}
