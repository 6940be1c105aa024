import { people } from '@muster/core/people/problems.ts'
import type * as wire from '@muster/core/people/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { audit } from '../audit/write.ts'
import { type Ctx, changed, personOf } from '../platform/context.ts'
import { lockNumbers, personForUpdate } from './find.ts'
import { get } from './list.ts'
import { nameReading } from './pinyin.ts'
import { insist, personWhereabouts, unitWhereabouts } from './reach.ts'
import { identityIn, personalIn } from './said.ts'

/**
 * Adds a person. Sent twice, it answers the same; somebody who had left under that number is back, and stays who
 * they were.
 *
 * @throws Problem `people/number-taken`, `people/id-number`
 */
export async function create(ctx: Ctx, input: ParsedOf<typeof wire.create>): Promise<wire.Person> {
  const { tenant } = ctx.tenant
  const identity = identityIn(input)
  await lockNumbers(ctx)
  const known = await sameNumberOrId(ctx, identity.volunteer_no, input.id)
  if (known.some(row => row.id === input.id && row.volunteer_no === identity.volunteer_no && !row.left_at)) {
    await insist(ctx, personWhereabouts(ctx, input.id))
    return get(ctx, { personId: input.id })
  }
  const back = known.find(row => row.volunteer_no === identity.volunteer_no)
  const taken = people('people/number-taken', { volunteerNo: identity.volunteer_no })
  if (back && !back.left_at) throw taken
  if (back) await insist(ctx, unitWhereabouts(ctx, back.unit_id)).catch(() => Promise.reject(taken))
  else if (known.length > 0) throw door('door/not-found')
  const values = {
    ...identity,
    ...(await personalIn(ctx, input)),
    pinyin: nameReading(identity.name),
    unit_id: input.unitId,
    availability: input.availability,
    on_call: input.onCall,
    changed_at: ctx.now,
    left_at: null,
    import_id: null,
  }
  const row = { ...values, skills: [...values.skills] }
  const id = back?.id ?? input.id
  if (back) await overwrite(ctx, id, { ...row, version: back.version + 1 })
  else
    await ctx.tx
      .insertInto('person')
      .values({ ...row, tenant, id, version: 1, joined_at: ctx.now })
      .execute()
  await audit(ctx, back ? 'people.person-back' : 'people.person-added', `person/${id}`, { unit: input.unitId })
  changed(ctx, 'people')
  return get(ctx, { personId: id })
}

function sameNumberOrId(ctx: Ctx, volunteerNo: string, id: string) {
  return ctx.tx
    .selectFrom('person')
    .select(['id', 'volunteer_no', 'left_at', 'unit_id', 'version'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where(any => any.or([any('volunteer_no', '=', volunteerNo), any('id', '=', id)]))
    .execute()
}

/**
 * Changes what is held about a person; into another unit only if the actor reaches it.
 *
 * @throws Problem `people/number-taken`, `people/id-number`, `door/changed-meanwhile`, `door/not-found`
 */
export async function update(ctx: Ctx, input: ParsedOf<typeof wire.update>): Promise<wire.Person> {
  const identity = identityIn(input)
  await lockNumbers(ctx)
  const held = await personForUpdate(ctx, input.personId)
  sameVersion(held.version, input.version)
  if (input.unitId !== held.unit_id) await insist(ctx, unitWhereabouts(ctx, input.unitId))
  const others = await sameNumberOrId(ctx, identity.volunteer_no, input.personId)
  if (others.length > 1) throw people('people/number-taken', { volunteerNo: identity.volunteer_no })
  const personal = await personalIn(ctx, input, held)
  await change(ctx, held, {
    ...identity,
    ...personal,
    skills: [...personal.skills],
    unit_id: input.unitId,
    availability: input.availability,
    on_call: input.onCall,
  })
  return get(ctx, { personId: input.personId })
}

/** What people decide about themselves. @throws Problem `door/changed-meanwhile` */
export async function updateOwn(ctx: Ctx, input: ParsedOf<typeof wire.updateOwn>): Promise<wire.Person> {
  const held = await personForUpdate(ctx, personOf(ctx))
  sameVersion(held.version, input.version)
  const personal = await personalIn(ctx, input, held, true)
  const said = { ...personal, skills: [...personal.skills], availability: input.availability, on_call: input.onCall }
  await change(ctx, held, said)
  return get(ctx, { personId: held.id })
}

/** Takes a person off the roster; what they did stays in the ledger. Their own choice of light duty is forgotten. */
export async function leave(ctx: Ctx, { personId, version }: ParsedOf<typeof wire.leave>) {
  const held = await personForUpdate(ctx, personId)
  sameVersion(held.version, version)
  await overwrite(ctx, personId, {
    left_at: ctx.now,
    light_duty: false,
    version: version + 1,
    changed_at: ctx.now,
    import_id: null,
  })
  await audit(ctx, 'people.person-left', `person/${personId}`)
  changed(ctx, 'people', `person/${personId}`)
  return { done: true as const }
}

type Held = Awaited<ReturnType<typeof personForUpdate>>

/** Writes what differs and says in the audit which fields those were, never what they hold. */
async function change(ctx: Ctx, held: Held, said: Partial<Held>): Promise<void> {
  const fields = (Object.keys(said) as (keyof Held)[]).filter(key => String(said[key]) !== String(held[key]))
  if (fields.length === 0) return
  const pinyin = said.name === undefined ? held.pinyin : nameReading(said.name)
  const stamp = { pinyin, version: held.version + 1, changed_at: ctx.now, import_id: null }
  await overwrite(ctx, held.id, { ...said, ...stamp })
  await audit(ctx, 'people.person-changed', `person/${held.id}`, { fields })
  changed(ctx, 'people', `person/${held.id}`)
}

async function overwrite(ctx: Ctx, id: string, values: Partial<Held>): Promise<void> {
  await ctx.tx.updateTable('person').set(values).where('tenant', '=', ctx.tenant.tenant).where('id', '=', id).execute()
}

/** @throws Problem `door/changed-meanwhile` when the reader saw another version than the one that stands */
export function sameVersion(current: number, seen: number): void {
  if (current !== seen) throw door('door/changed-meanwhile', { current, seen })
}
