import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addCity, working } from '../platform/testing/context.ts'
import { testDatabase } from '../platform/testing/database.ts'
import { digestOf } from './chain.ts'
import { verify } from './queries.ts'
import { audit } from './write.ts'

const AT = new Date('2022-03-28T00:00:00.000Z')
let t: Awaited<ReturnType<typeof testDatabase>>
let run: ReturnType<typeof working>
let city = ''
beforeAll(async () => {
  t = await testDatabase(12)
  run = working(t.db)
})
afterAll(() => t.close())

/** Each test spoils a city of its own, with ten lines. */
beforeEach(async () => {
  city = `city-${Math.random().toString(36).slice(2, 10)}`
  await addCity(t.owner, city)
  for (let nth = 1; nth <= 10; nth++) await write(nth)
})

const write = (nth: number) =>
  run(city, AT, ctx => audit(ctx, 'test.done', `thing/${nth}`, { nth, name: '甲', half: 0.5 }))
const verdict = () => run(city, AT, ctx => verify(ctx))
/** What somebody with the owner's password can do. */
const tamper = (statement: string) => sql.raw(statement.replaceAll('CITY', `'${city}'`)).execute(t.owner)
const brokenAt = async () => (await verdict()).brokenAt

describe('the audit chain', () => {
  it('is whole as it was written', async () => {
    expect(await verdict()).toMatchObject({ lines: 10, whole: true, brokenAt: null })
  })

  it.each([
    ['the action', `action = 'test.other'`],
    ['the subject', `subject = 'thing/x'`],
    ['the time', `at = '2022-03-28T00:00:01Z'`],
    ['who it was', `actor = 'somebody'`],
    ['a detail', `detail = jsonb_set(detail, '{nth}', '99')`],
    ['the digest', `digest = repeat('0', 64)`],
  ])('shows that %s of a line was changed', async (_what, change) => {
    await tamper(`update audit_line set ${change} where tenant = CITY and seq = 4`)
    expect(await brokenAt()).toMatchObject({ seq: 4, zh: expect.stringContaining('改过') })
  })

  it.each([1, 5])('shows that line %i was deleted', async seq => {
    await tamper(`delete from audit_line where tenant = CITY and seq = ${seq}`)
    expect(await brokenAt()).toMatchObject({ seq, zh: expect.stringContaining('删除') })
  })

  it('shows that a line was replaced by one that fits itself', async () => {
    const line = {
      tenant: city,
      seq: 6,
      at: AT,
      account_id: null,
      actor: null,
      action: 'x',
      subject: 'y',
      detail: {},
      previous: null,
    }
    await tamper(
      `update audit_line set action = 'x', subject = 'y', detail = '{}', previous = null, digest = '${digestOf(line)}' where tenant = CITY and seq = 6`,
    )
    expect(await brokenAt()).toMatchObject({ seq: 6, zh: expect.stringContaining('插入') })
  })

  it('shows that it was cut at its end, wholly too, with the head or without', async () => {
    await tamper('delete from audit_line where tenant = CITY and seq > 7')
    expect(await brokenAt()).toMatchObject({ seq: 8 })
    await tamper('delete from audit_line where tenant = CITY')
    expect(await brokenAt()).toMatchObject({ seq: 1 })
    await tamper('delete from audit_head where tenant = CITY')
    expect(await brokenAt()).toMatchObject({ seq: 1 })
  })

  it('shows that a line was added at its end, past the head', async () => {
    const { head } = await verdict()
    const line = {
      tenant: city,
      seq: 11,
      at: AT,
      account_id: null,
      actor: null,
      action: 'x',
      subject: 'y',
      detail: {},
      previous: head,
    }
    await tamper(
      `insert into audit_line values (CITY, 11, '${AT.toISOString()}', null, null, 'x', 'y', '{}', '${head ?? ''}', '${digestOf(line)}')`,
    )
    expect(await brokenAt()).toMatchObject({ seq: 11, zh: expect.stringContaining('插入') })
  })

  it('shows that the head was moved back', async () => {
    await tamper('update audit_head set seq = 9 where tenant = CITY')
    expect(await brokenAt()).toBeNull() // its digest is still that of line 10: nothing is hidden
    await tamper(
      `update audit_head set digest = (select digest from audit_line where tenant = CITY and seq = 9) where tenant = CITY`,
    )
    expect(await brokenAt()).toMatchObject({ seq: 10 })
  })

  it('stays one chain when fifty write at once, and some of them fail', async () => {
    const writers = Array.from({ length: 50 }, (_, nth) =>
      run(city, AT, async ctx => {
        await audit(ctx, 'test.done', `parallel/${nth}`)
        if (nth % 5 === 0) throw new Error('after all not')
      }).catch(() => {}),
    )
    await Promise.all(writers)
    expect(await verdict()).toMatchObject({ lines: 50, whole: true })
  })

  it('of one city goes on without those of others', async () => {
    const other = `${city}-b`
    await addCity(t.owner, other)
    await run(other, AT, ctx => audit(ctx, 'test.done', 'thing/1'))
    await tamper('delete from audit_line where tenant = CITY and seq = 3')
    expect(await run(other, AT, ctx => verify(ctx))).toMatchObject({ lines: 1, whole: true })
  })

  it('takes what JSON rewrites on its way through the database', async () => {
    const detail = {
      big: 1e21,
      small: 1e-9,
      minus: -0,
      text: '\u2028"\\',
      list: [null, undefined],
      中文: { b: 1, a: undefined },
    }
    await run(city, AT, ctx => audit(ctx, 'test.done', 'thing/11', detail))
    expect(await verdict()).toMatchObject({ lines: 11, whole: true })
  })
})
