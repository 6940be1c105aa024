import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { codeToSign, type ResidentCode, readResidentCode } from '@muster/core/register/sampling/code.ts'
import { sampling } from '@muster/core/register/sampling/problems.ts'
import type * as wire from '@muster/core/register/sampling/residents.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { newSecret } from '../../platform/secrets.ts'
import { placeWithin } from '../../roster/posts/reach.ts'

interface CodeRow {
  readonly id: string
  readonly key_id: string
  readonly kind: ResidentCode['kind']
  readonly household_id: string
  readonly resident_id: string | null
  readonly door: string
  readonly name: string | null
}
interface KeyRow {
  readonly id: string
  readonly private_key: Buffer
}

/** Nobody is left out without a word: more than that are asked for by building. */
const MOST_CODES = 5_000

/**
 * Makes a code for every resident or every door of a place that has none; with `replace` for the others too, and theirs hold no
 * longer. The same request again brings the same codes. @throws Problem `register/too-many-codes`
 */
export async function issueCodes(ctx: Ctx, input: ParsedOf<typeof wire.issueCodes>) {
  const place = await placeWithin(ctx, input.territory)
  const known = await codesOf(ctx, input.id)
  if (known.length === 0) {
    const key = await cityKey(ctx)
    const found = await whoNeedsOne(ctx, place.code, input)
    await revokeEarlier(ctx, input.incidentId, input.kind, found)
    await insert(ctx, input, key.id, found)
    await audit(ctx, 'register.codes-made', `territory/${place.code}`, { kind: input.kind, codes: found.length })
    changed(ctx, 'sampling')
  }
  return { rows: await signed(ctx, known.length > 0 ? known : await codesOf(ctx, input.id)) }
}

interface Bearer {
  readonly household_id: string
  readonly resident_id: string | null
}

async function whoNeedsOne(ctx: Ctx, territory: string, input: ParsedOf<typeof wire.issueCodes>): Promise<Bearer[]> {
  const { tenant } = ctx.tenant
  const { incidentId, kind, building = null, householdIds = null, replace } = input
  const whose = kind === 'person' ? sql`c.id` : sql`null::uuid`
  const { rows } = await sql<Bearer>`
    select distinct c.household_id, ${whose} as resident_id from resident c
     where c.tenant = ${tenant} and c.incident_id = ${incidentId} and c.territory = ${territory}
       and (${building}::text is null or c.building = ${building})
       and (${householdIds}::uuid[] is null or c.household_id = any(${householdIds}::uuid[]))
       and (${replace} or not exists (
         select from resident_code x where x.tenant = ${tenant} and x.household_id = c.household_id and x.incident_id = ${incidentId}
            and x.kind = ${kind} and x.revoked_at is null and x.resident_id is not distinct from ${whose}))
     limit ${MOST_CODES + 1}`.execute(ctx.tx)
  if (rows.length > MOST_CODES) throw sampling('register/too-many-codes', { most: MOST_CODES })
  return rows
}

async function insert(
  ctx: Ctx,
  { id: request, incidentId, kind }: ParsedOf<typeof wire.issueCodes>,
  keyId: string,
  found: readonly Bearer[],
): Promise<void> {
  await sql`
    insert into resident_code (tenant, id, incident_id, key_id, kind, household_id, resident_id, request, issued_at)
    select ${ctx.tenant.tenant}, x.id, ${incidentId}, ${keyId}, ${kind}, x.household_id, x.resident_id, ${request}, ${ctx.now}
      from unnest(${found.map(() => v7())}::uuid[], ${found.map(one => one.household_id)}::uuid[], ${found.map(one => one.resident_id)}::uuid[])
        as x (id, household_id, resident_id)`.execute(ctx.tx)
}

/** A door or a person has one code of a kind that holds. */
async function revokeEarlier(ctx: Ctx, incidentId: string, kind: string, found: readonly Bearer[]): Promise<void> {
  await sql`
    update resident_code c set revoked_at = ${ctx.now}
      from unnest(${found.map(one => one.household_id)}::uuid[], ${found.map(one => one.resident_id)}::uuid[]) as x (household_id, resident_id)
     where c.tenant = ${ctx.tenant.tenant} and c.incident_id = ${incidentId} and c.kind = ${kind} and c.revoked_at is null
       and c.household_id = x.household_id and c.resident_id is not distinct from x.resident_id`.execute(ctx.tx)
}

async function codesOf(ctx: Ctx, request: string): Promise<CodeRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<CodeRow>`
    select c.id, c.key_id, c.kind, c.household_id, c.resident_id, r.door, case when c.kind = 'person' then r.name end as name
      from resident_code c
      join lateral (
        select x.door, x.name from resident x where x.tenant = ${tenant} and x.household_id = c.household_id
           and (c.resident_id is null or x.id = c.resident_id) order by x.id limit 1) r on true
     where c.tenant = ${tenant} and c.request = ${request} order by r.door, c.id`.execute(ctx.tx)
  return rows
}

async function signed(ctx: Ctx, rows: readonly CodeRow[]) {
  const { rows: keys } = await sql<KeyRow>`
    select id, private_key from code_key where tenant = ${ctx.tenant.tenant} and id = any(${rows.map(row => row.key_id)}::text[])`.execute(
    ctx.tx,
  )
  const byId = new Map(
    keys.map(({ id, private_key }) => [id, createPrivateKey({ key: private_key, format: 'der', type: 'pkcs8' })]),
  )
  return rows.map(({ id, key_id, kind, door, name }) => {
    const text = codeToSign({ keyId: key_id, kind, id })
    const signature = sign('sha256', Buffer.from(text), { key: byId.get(key_id)!, dsaEncoding: 'ieee-p1363' })
    return { codeId: id, code: `${text}.${signature.toString('base64url')}`, kind, door, name }
  })
}

/** The newest key of the city; the first who needs one makes it. */
async function cityKey(ctx: Ctx): Promise<KeyRow> {
  const { tenant } = ctx.tenant
  const newest = sql<KeyRow>`
    select id, private_key from code_key where tenant = ${tenant} order by made_at desc, id limit 1`
  const known = (await newest.execute(ctx.tx)).rows[0]
  if (known) return known
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const point = publicKey.export({ format: 'jwk' })
  const raw = Buffer.concat([Buffer.from([4]), Buffer.from(point.x!, 'base64url'), Buffer.from(point.y!, 'base64url')])
  const id = newSecret(6)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')
  const key = privateKey.export({ format: 'der', type: 'pkcs8' })
  await sql`
    insert into code_key (tenant, id, public_key, private_key, made_at)
    values (${tenant}, ${id}, ${raw.toString('base64url')}, ${key}, ${ctx.now})`.execute(ctx.tx)
  return { id, private_key: key }
}

/** Whose code this is, if this city made it for this incident, and whether it still holds: of one that was replaced it is known as well. */
export async function whoseCode(
  ctx: Ctx,
  incidentId: string,
  text: string,
): Promise<{ household_id: string; resident_id: string | null; holds: boolean } | null> {
  const { tenant } = ctx.tenant
  const code = readResidentCode(text)
  if (!code) return null
  const { rows } = await sql<{ household_id: string; resident_id: string | null; holds: boolean; private_key: Buffer }>`
    select c.household_id, c.resident_id, c.revoked_at is null as holds, k.private_key from resident_code c
      join code_key k on k.tenant = ${tenant} and k.id = c.key_id
     where c.tenant = ${tenant} and c.id = ${code.id} and c.key_id = ${code.keyId} and c.kind = ${code.kind}
       and c.incident_id = ${incidentId}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  const key = createPublicKey(createPrivateKey({ key: row.private_key, format: 'der', type: 'pkcs8' }))
  const signature = Buffer.from(code.signature, 'base64url')
  const genuine = verify('sha256', Buffer.from(code.signed), { key, dsaEncoding: 'ieee-p1363' }, signature)
  return genuine ? row : null
}

/** A code that was lost holds no longer. */
export async function revokeCode(ctx: Ctx, { incidentId, codeId }: ParsedOf<typeof wire.revokeCode>) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ territory: string }>`
    select r.territory from resident_code c
      join resident r on r.tenant = ${tenant} and r.household_id = c.household_id
     where c.tenant = ${tenant} and c.id = ${codeId} and c.incident_id = ${incidentId} limit 1`.execute(ctx.tx)
  await placeWithin(ctx, rows[0]?.territory ?? '0')
  await sql`
    update resident_code set revoked_at = coalesce(revoked_at, ${ctx.now}) where tenant = ${tenant} and id = ${codeId}`.execute(
    ctx.tx,
  )
  await audit(ctx, 'register.code-revoked', `code/${codeId}`, {})
  changed(ctx, 'sampling')
  return { done: true as const }
}
