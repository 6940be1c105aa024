import type { FileAnswer, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { photoQuestion } from '@muster/core/register/answers.ts'
import { PHOTO_BYTES, PHOTO_SIDE, plainJpeg } from '@muster/core/register/jpeg.ts'
import type * as wire from '@muster/core/register/photos.wire.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import { sql } from 'kysely'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { outOfReach } from '../platform/door/reach.ts'
import { latest } from './enter.ts'
import { addPhoto, photoBytes } from './photo-rows.ts'
import { runsPost, wasAtPost } from './reach.ts'
import { rolesAt } from './roles.ts'
import { type EntryRow, formOf, readEntries, registerById } from './rows.ts'

/** Keeps a photo that its entry names, as nothing but its picture. What no longer stands, or was erased, keeps none. */
export async function keepPhoto(ctx: Ctx, { entryId, photoId, file }: ParsedOf<typeof wire.keepPhoto>) {
  const picture = plainJpeg(file.bytes)
  const side = Math.max(picture?.width ?? 0, picture?.height ?? 0)
  if (!picture || side > PHOTO_SIDE || picture.bytes.length > PHOTO_BYTES) throw problem('register/no-photo')
  const [entry] = await readEntries(ctx, sql`e.id = ${entryId}`)
  if (!entry) throw problem('register/entry-to-come')
  if (entry.account_id !== actorOf(ctx).accountId && !(await runsPost(ctx, entry.post.id))) throw outOfReach()
  const stands = await latest(ctx, entry)
  // What is erased meanwhile is waited for: a photo that came after it would stay for good.
  const { salt } = await registerById(ctx, stands.register_id, sql`for share of r`)
  const named = await questionOf(ctx, stands, photoId)
  if (!named && stands.id === entryId && salt && stands.state !== 'withdrawn') throw problem('register/photo-unknown')
  const kept = Boolean(named && salt && stands.state !== 'withdrawn')
  if (kept) {
    await addPhoto(ctx, { entryId: stands.id, photoId, registerId: stands.register_id, bytes: picture.bytes })
    changed(ctx, `register/${stands.register_id}`)
  }
  return { photoId, kept }
}

/** By which question a photo was asked for; undefined where the entry does not name it. */
async function questionOf(ctx: Ctx, entry: EntryRow, photoId: string) {
  const form = await formOf(ctx, await registerById(ctx, entry.register_id), entry.form)
  return form ? photoQuestion(form, { ...entry.answers, ...entry.personal }, photoId) : undefined
}

/** A photo reaches whoever the answer to its question reaches: who took it, and those whom the question names at that post. */
export async function photo(ctx: Ctx, { entryId, photoId }: ParsedOf<typeof wire.photo>): Promise<FileAnswer> {
  const [entry] = await readEntries(ctx, sql`e.id = ${entryId}`)
  if (!entry) throw outOfReach()
  const { accountId, personId } = actorOf(ctx)
  const mine = entry.account_id === accountId
  const runs = mine || (await runsPost(ctx, entry.post.id))
  if (!runs && !(await wasAtPost(ctx, personId, entry.post.id, ctx.now))) throw outOfReach()
  const seen = mine || (runs && (await isViewer(ctx, entry, photoId)))
  const bytes = seen ? await photoBytes(ctx, entryId, photoId) : null
  if (!bytes) throw problem('register/photo-missing')
  return { name: `${photoId}.jpg`, type: 'image/jpeg', bytes }
}

async function isViewer(ctx: Ctx, entry: EntryRow, photoId: string): Promise<boolean> {
  const viewers = (await questionOf(ctx, entry, photoId))?.personal?.viewers
  if (!viewers) return true
  const roles = (await rolesAt(ctx, [entry.post.id])).get(entry.post.id)
  return viewers.some(role => roles?.includes(role))
}
