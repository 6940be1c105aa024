import { createHmac } from 'node:crypto'
import { ledger } from '@muster/core/ledger/problems.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { type Answers, apart, readAnswers, sameness } from '@muster/core/register/answers.ts'
import type { Form } from '@muster/core/register/form.ts'
import { cameBack, entered, type HELD_FOR, settled, withdrawn } from '@muster/core/register/kinds.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import { tidySheetNumber } from '@muster/core/register/sheet-number.ts'
import { Entering } from '@muster/core/register/wire.ts'
import { sql } from 'kysely'
import { readPayload } from '../ledger/said.ts'
import { heardBefore, lockLedger, type NewFact, record } from '../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import type { SentFact } from '../platform/slice.ts'
import { dropPrivate } from './forget.ts'
import { type Looks, looksOf } from './looks.ts'
import { mustBeFree, type On } from './paper.ts'
import { movePhotos } from './photo-rows.ts'
import { runsPost, wasAtPost } from './reach.ts'
import { type EntryRow, formOf, type RegisterRow, readEntries, registerById } from './rows.ts'
import { unseen } from './show.ts'

/** So long after something was closed what phones still held is taken in. */
export const LATE_MS = 5 * 24 * 3_600_000
/** What is one's own can be corrected or taken back for a day. */
export const OWN_MS = 24 * 3_600_000

/** What somebody wrote down at a post. */
export interface Written {
  readonly id: string
  readonly postId: string
  readonly occurredAt?: Date
  readonly supersedes?: string | undefined
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Takes an entry in. What may have been written by somebody who was not there, or after the register was closed, is held
 * for a desk; refused is only what cannot be read, and what is there already.
 *
 * @throws Problem `register/bad-answers`, `register/unknown-form`, `register/not-here`, `register/closed`, `register/line-used`, `register/no-such-line`, `register/not-yours`
 */
export async function enter(ctx: Ctx, written: Written): Promise<void> {
  const stamp = await lockLedger(ctx)
  if (await heardBefore(ctx, { id: written.id, kind: entered.name, subjectId: written.postId })) return
  const decided = await decide(ctx, written, stamp, looksOf(ctx))
  await keepPrivate(ctx, [decided])
  await record(ctx, [decided.fact])
  changed(ctx, `register/${decided.register.id}`)
}

/** An entry as it goes into the ledger, and what of it concerns somebody and is kept apart. */
export interface Decided {
  readonly fact: NewFact & { readonly id: string }
  readonly register: RegisterRow
  readonly personal: Answers
}

/** What an entry comes to. @throws Problem as {@link enter} */
export async function decide(ctx: Ctx, written: Written, stamp: Date, looks: Looks): Promise<Decided> {
  const said = readPayload(Entering, written)
  const register = await looks.register(said.registerId)
  const form = await formOf(ctx, register, said.formVersion)
  if (!form) throw problem('register/unknown-form')
  const post = await looks.post(written.postId)
  const corrected = written.supersedes ? await correctable(ctx, written.supersedes, register.id) : null
  const { at, skew } = onTime(written.occurredAt ?? corrected?.at, stamp)
  const held = await heldFor(looks, register, { postId: post.id, at }, ctx, stamp)
  const answers = readOrRefuse(form, { ...(corrected && (await unseen(ctx, form, corrected))), ...said.answers })
  const on = lineOf(said.on, corrected)
  if (on) await mustBeFree(ctx, { registerId: register.id, postId: post.id }, on, corrected?.id)
  const { plain, personal } = apart(form, answers)
  if (corrected) {
    await movePhotos(ctx, { from: corrected.id, to: written.id }, form, answers)
    await dropPrivate(ctx, corrected.id)
  }
  const payload = {
    registerId: register.id,
    formVersion: said.formVersion,
    answers: plain,
    ...(form.adds && { adds: Number(answers[form.adds.key] ?? 0) }),
    ...sameOf(form, register, answers),
    ...(on && { on }),
    ...(corrected?.back_at && { backAt: corrected.back_at.toISOString() }),
    ...skew,
    ...(held && { held }),
    ...(said.formVersion < register.form_version && { older: true }),
  }
  const about = { territory: post.territory.code, subjectId: post.id, incidentId: register.incident_id }
  const corrects = corrected && { supersedes: corrected.id }
  const fact = { id: written.id, kind: entered.name, occurredAt: at, ...about, ...corrects, payload }
  return { fact, register, personal }
}

/** A clock that runs ahead loses nothing: what it says of the future happened when it was heard. */
export function onTime(said: Date | undefined, stamp: Date): { at: Date; skew: { skewed?: true } } {
  return said && said > stamp ? { at: stamp, skew: { skewed: true } } : { at: said ?? stamp, skew: {} }
}

/** The line of paper as it was keyed in; a correction stays on the line of what it corrects. */
function lineOf(said: On | undefined, corrected: EntryRow | null): On | null {
  if (said) return { sheet: tidySheetNumber(said.sheet), line: said.line }
  return corrected?.sheet && corrected.line ? { sheet: corrected.sheet, line: corrected.line } : null
}

function readOrRefuse(form: Form, typed: Readonly<Record<string, unknown>>): Answers {
  const { answers, faults } = readAnswers(form, typed)
  if (faults.length === 0) return answers
  const label = (key: string) => form.questions.find(question => question.key === key)?.words
  const said = faults.slice(0, 3)
  throw problem('register/bad-answers', {
    count: faults.length,
    whereZh: said.map(({ key, zh }) => `${label(key)?.zh ?? key}：${zh}`).join(' '),
    whereEn: said.map(({ key, en }) => `${label(key)?.en ?? key}: ${en}`).join(' '),
  })
}

const endOf = ({ closed_at, incident_closed_at }: RegisterRow): Date | null =>
  [closed_at, incident_closed_at].filter(at => at !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null

/** Why an entry waits for a desk; null when it counts at once. @throws Problem `register/closed`, `register/not-here` */
async function heldFor(
  looks: Looks,
  register: RegisterRow,
  { postId, at }: { readonly postId: string; readonly at: Date },
  ctx: Ctx,
  stamp: Date,
): Promise<(typeof HELD_FOR)[number] | null> {
  const left = await looks.keptUntil(register, postId)
  const closed = endOf(register)
  if (closed && stamp.getTime() - closed.getTime() > LATE_MS) {
    const closedAt = minuteIn(ctx.tenant.zone, closed)
    throw problem('register/closed', { name: register.form.words.zh, closedAt })
  }
  if (closed && at > closed) return 'after-closing'
  if (left && at >= left) return 'post-left'
  return (await looks.stoodAt(postId, at)) ? null : 'not-on-post'
}

/** What makes two entries one thing, as a digest that says nothing without the register's salt. */
export function sameOf(form: Form, { salt }: Pick<RegisterRow, 'salt'>, answers: Answers): { same?: string } {
  const same = sameness(form, answers)
  return same && salt ? { same: createHmac('sha256', salt).update(same).digest('base64url') } : {}
}

/** Once a register was erased nothing that concerns somebody is kept any more. */
export async function keepPrivate(ctx: Ctx, entries: readonly Decided[]): Promise<void> {
  const rows = entries
    .filter(({ register, personal }) => register.salt && Object.keys(personal).length > 0)
    .map(({ fact, register, personal }) => ({ entry_id: fact.id, register_id: register.id, answers: personal }))
  if (rows.length === 0) return
  await sql`
    insert into entry_private (tenant, entry_id, register_id, answers)
    select ${ctx.tenant.tenant}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (entry_id uuid, register_id uuid, answers jsonb)
    on conflict (tenant, entry_id) do nothing`.execute(ctx.tx)
}

/** @throws Problem as {@link mustBeChangeable}, and `door/not-found` */
async function correctable(ctx: Ctx, entryId: string, registerId: string): Promise<EntryRow> {
  const entry = await entryById(ctx, entryId)
  if (entry.register_id !== registerId) throw door('door/not-found')
  await mustBeChangeable(ctx, entry)
  return entry
}

/**
 * The actor may change an own entry of the last day, and those of a post that they run.
 *
 * @throws Problem `register/not-yours`, `ledger/superseded`
 */
async function mustBeChangeable(ctx: Ctx, entry: EntryRow): Promise<void> {
  const own = entry.account_id === actorOf(ctx).accountId && ctx.now.getTime() - entry.heard_at.getTime() <= OWN_MS
  if (!own && !(await runsPost(ctx, entry.post.id))) throw problem('register/not-yours')
  if (entry.state === 'corrected' || entry.state === 'withdrawn') throw ledger('ledger/superseded')
}

/** @throws Problem `door/not-found` */
export async function entryById(ctx: Ctx, id: string): Promise<EntryRow> {
  const [entry] = await readEntries(ctx, sql`e.id = ${id}`)
  if (!entry) throw door('door/not-found')
  return entry
}

/** What is noted about an entry later. */
export interface Noted {
  readonly id: string
  readonly entryId: string
  readonly occurredAt?: Date
}

/** Takes an entry back. */
export async function withdraw(ctx: Ctx, noted: Noted & { readonly reason: string }): Promise<void> {
  const stamp = await lockLedger(ctx)
  const entry = await entryById(ctx, noted.entryId)
  if (await heardBefore(ctx, { id: noted.id, kind: withdrawn.name, subjectId: entry.post.id })) return
  await mustBeChangeable(ctx, entry)
  const { at, skew } = onTime(noted.occurredAt, stamp)
  const fact = { id: noted.id, kind: withdrawn.name, occurredAt: at, supersedes: entry.id }
  await note(ctx, entry, fact, { reason: noted.reason, ...skew })
  await dropPrivate(ctx, entry.id)
}

/**
 * Whoever went out with this entry is back; if it was corrected, with what it says now. What waits for a desk takes its
 * return too: once it counts, nobody is missing who came home.
 *
 * @returns the id of the entry that stands
 * @throws Problem `register/not-out`
 */
export async function comeBack(ctx: Ctx, noted: Noted): Promise<string> {
  const stamp = await lockLedger(ctx)
  const entry = await latest(ctx, await entryById(ctx, noted.entryId))
  if (await heardBefore(ctx, { id: noted.id, kind: cameBack.name, subjectId: entry.post.id })) return entry.id
  const { form } = await registerById(ctx, entry.register_id)
  const { at, skew } = onTime(noted.occurredAt, stamp)
  const { accountId, personId } = actorOf(ctx)
  const near = entry.account_id === accountId || (await wasAtPost(ctx, personId, entry.post.id, at))
  if (!near && !(await runsPost(ctx, entry.post.id))) throw door('door/not-found')
  if (!form.returns || entry.back_at || entry.state === 'withdrawn') throw problem('register/not-out')
  await note(ctx, entry, { id: noted.id, kind: cameBack.name, occurredAt: at }, skew)
  return entry.id
}

/** What stands in the place of an entry that was corrected, however often. */
export async function latest(ctx: Ctx, entry: EntryRow): Promise<EntryRow> {
  if (entry.state !== 'corrected') return entry
  const { rows } = await sql<{ id: string }>`
    select id from fact where tenant = ${ctx.tenant.tenant} and supersedes = ${entry.id}`.execute(ctx.tx)
  return latest(ctx, await entryById(ctx, rows[0]!.id))
}

/** A desk says whether an entry that was held counts. @throws Problem `register/not-held` */
export async function settleEntry(ctx: Ctx, noted: Noted & { readonly counts: boolean }): Promise<void> {
  await lockLedger(ctx)
  const entry = await entryById(ctx, noted.entryId)
  if (await heardBefore(ctx, { id: noted.id, kind: settled.name, subjectId: entry.post.id })) return
  if (entry.state !== 'held') throw problem('register/not-held')
  await note(ctx, entry, { id: noted.id, kind: settled.name }, { counts: noted.counts })
  if (!noted.counts) await dropPrivate(ctx, entry.id)
}

type Note = Pick<NewFact, 'id' | 'kind' | 'occurredAt' | 'supersedes'>

async function note(ctx: Ctx, entry: EntryRow, fact: Note, more: object): Promise<void> {
  const payload = { registerId: entry.register_id, entryId: entry.id, ...more }
  const about = { territory: entry.territory.code, subjectId: entry.post.id }
  await record(ctx, [{ ...fact, ...about, payload }])
  changed(ctx, `register/${entry.register_id}`)
}

/** The same acts as they come in batches from phones. A phone tells when it corrected, not when what it corrects was. */
export const writtenOf = ({ id, subjectId, occurredAt, supersedes, payload, kind }: SentFact): Written => {
  if (!subjectId) throw ledger('ledger/needs', { kind, missing: 'subject' })
  return { id, postId: subjectId, supersedes, payload, ...(!supersedes && { occurredAt }) }
}

/** An act on an entry as a phone sends it. @throws Problem `door/bad-input` */
export function notedOf<T extends z.core.$ZodType>(
  shape: T,
  { id, occurredAt, payload }: SentFact,
): z.output<T> & Noted {
  const read = z.safeParse(shape, payload)
  if (!read.success) throw door('door/bad-input', { count: read.error.issues.length, where: 'payload' })
  return { ...(read.data as z.output<T> & { entryId: string }), id, occurredAt }
}
