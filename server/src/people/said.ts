import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import { isOutline, isVolunteerNo, tidyName, tidyNumber, tidyPhone } from '@muster/core/people/tidy.ts'
import type * as wire from '@muster/core/people/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { territory } from '@muster/core/territory/problems.ts'
import type { Ctx } from '../platform/context.ts'

type Body = Omit<ParsedOf<typeof wire.update>, 'personId' | 'version'>

/** What is held about a person and a form may change. */
interface Kept {
  readonly phone: string | null
  readonly residence: string | null
  readonly skills: readonly string[]
  readonly light_duty: boolean
}
const NOTHING: Kept = { phone: null, residence: null, skills: [], light_duty: false }

const badField = (where: string) => door('door/bad-input', { count: 1, where })

/**
 * Number and name as they will be kept.
 *
 * @throws Problem `people/id-number`, `door/bad-input`
 */
export function identityIn({ volunteerNo, name, phone }: Pick<Body, 'volunteerNo' | 'name' | 'phone'>) {
  refuseIdNumbers({ 志愿者编号: volunteerNo, 姓名: name, 手机号: phone })
  const tidy = { volunteer_no: tidyNumber(volunteerNo), name: tidyName(name) }
  if (!isVolunteerNo(tidy.volunteer_no)) throw badField('volunteerNo')
  if (tidy.name === '') throw badField('name')
  return tidy
}

/**
 * The personal fields as they will be kept. What the actor cannot see stays as it is: a form that was shown nothing
 * must not erase it. What was left out, and an outline that comes back, changes nothing either.
 */
export async function personalIn(
  ctx: Ctx,
  body: Pick<Body, 'phone' | 'residence' | 'skills' | 'lightDuty'>,
  held: Kept = NOTHING,
  own = false,
): Promise<Kept> {
  refuseIdNumbers({ 手机号: body.phone })
  const sees = (field: string) => own || ctx.scope.roles.some(role => ctx.house.fields[field]?.viewers[role])
  const residence = sees('person.residence') && body.residence !== undefined ? body.residence : held.residence
  if (residence !== null && residence !== held.residence) await communityExists(ctx, residence)
  return {
    phone: sees('person.phone') ? phoneIn(body.phone, held.phone) : held.phone,
    residence,
    skills: sees('person.skills') ? [...new Set(body.skills)] : held.skills,
    light_duty: sees('person.light-duty') ? body.lightDuty : held.light_duty,
  }
}

function phoneIn(said: string | null | undefined, held: string | null): string | null {
  if (said === undefined || (said !== null && held !== null && isOutline(said))) return held
  if (said === null) return null
  const phone = tidyPhone(said)
  if (phone === null) throw badField('phone')
  return phone
}

/** People live in communities and villages; nothing wider, and no street address. */
async function communityExists(ctx: Ctx, code: string): Promise<void> {
  const place = await ctx.tx
    .selectFrom('territory')
    .select('level')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('code', '=', code)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!place) throw territory('territory/unknown', { code })
  if (place.level !== 'community') throw badField('residence')
}
