import { FIELDS } from '@muster/core/main.ts'
import { personal } from '@muster/core/platform/personal.ts'
import { ROLE_NAMES, type Role } from '@muster/core/platform/role.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { describe, expect, it } from 'vitest'
import { serialiser } from './serialise.ts'

const Somebody = z.object({
  id: z.string(),
  name: personal('person.name', z.string()),
  phone: personal('person.phone', z.string()),
  lightDuty: personal('person.light-duty', z.boolean()),
  unit: z.string(),
})
const show = serialiser(z.object({ rows: z.array(Somebody), best: z.optional(z.nullable(Somebody)) }), FIELDS)
const row = (id: string, phone = '13800138000') => ({ id, name: '欧阳娜', phone, lightDuty: true, unit: '处' })
const seenBy = (roles: Role[], personId: string | null = null, phone?: string) =>
  show({ rows: [row('a', phone)], best: row('b') }, { roles, personId }) as {
    rows: ReturnType<typeof row>[]
    best: ReturnType<typeof row>
  }

describe('what leaves of a person', () => {
  it('is what the field register lets the role see, and of several roles the widest', () => {
    expect(seenBy(['unit-secretary']).rows[0]).toEqual(row('a'))
    expect(seenBy(['city-desk']).rows[0]).toEqual({ ...row('a'), phone: '138****8000', lightDuty: null })
    expect(seenBy(['system-administrator']).rows[0]).toMatchObject({ name: '欧**', phone: null, lightDuty: null })
    expect(seenBy(['city-desk', 'captain']).rows[0]).toEqual(row('a'))
    for (const roles of [[], ['auditor'], ['volunteer']] as Role[][])
      expect(seenBy(roles).rows[0]).toEqual({ id: 'a', name: null, phone: null, lightDuty: null, unit: '处' })
  })

  it('is everything to the person it is about, and nothing more of others', () => {
    const { rows, best } = seenBy(['volunteer'], 'a')
    expect(rows[0]).toEqual(row('a'))
    expect(best).toMatchObject({ name: null, phone: null })
  })

  it('never lets a masked number be put together again', () => {
    for (const phone of [
      '13800138000',
      '+86 138 0013 8000',
      '0516-88881234',
      '88881234',
      '12345',
      '138 0013',
      'x',
      '１３８００１３８０００',
    ]) {
      const shown = seenBy(['city-desk'], null, phone).rows[0]!.phone
      expect(shown).toContain('****')
      expect(shown.replaceAll('*', '').length).toBeLessThanOrEqual(Math.max(2, phone.length - 4))
    }
  })

  it('of what is sensitive reaches no role without a name in the register', () => {
    const sensitive = Object.entries(FIELDS).filter(([, field]) => field.sensitive)
    const seen = sensitive.map(([name, { viewers }]) => [name, ROLE_NAMES.filter(role => viewers[role])])
    // Whoever adds one, or a viewer, says so here: it is looked at by more than one person.
    expect(Object.fromEntries(seen)).toEqual({
      'person.light-duty': ['unit-secretary', 'captain'],
      // Read by the guard alone.
      'person.fitness': [],
      // The captain and the desks of the post where it happened.
      'duty.care': ['city-desk', 'street-desk', 'captain'],
      // At most these, and of each question only whom it names; of volunteers whoever wrote it, while it is in their hands.
      'register.answer': ['street-desk', 'captain', 'volunteer'],
      // Who is sampled is found and written down by whoever stands there; numbers are told to those who call, one by one.
      'sampling.name': ['street-desk', 'captain', 'volunteer'],
      'sampling.door': ['street-desk', 'captain', 'volunteer'],
      'sampling.phone': ['street-desk', 'captain'],
    })
  })

  it('refuses to serve a contract whose personal field nobody registered', () => {
    expect(() => serialiser(z.object({ x: personal('person.shoe-size', z.string()) }), FIELDS)).toThrow(
      'person.shoe-size',
    )
  })

  it('leaves plain answers as they are, and does not change what it was given', () => {
    const value = { rows: [row('a')], best: null }
    const copy = structuredClone(value)
    show(value, { roles: [], personId: null })
    expect(value).toEqual(copy)
    expect(serialiser(z.object({ n: z.number() }), FIELDS)(value, { roles: [], personId: null })).toBe(value)
  })
})
