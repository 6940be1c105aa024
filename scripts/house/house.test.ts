// The rules of the house watch everybody; these tests watch the rules.
import { describe, expect, it } from 'vitest'
import { cityless } from './city.ts'
import { clocksOf, effectsOf, sqlClock } from './effects.ts'
import { unusedWords } from './glossary.ts'
import { mayUse, targetOf } from './rooms.ts'
import { functionsOf, importsOf, parse, testNamesOf } from './source.ts'

const code = (text: string) => parse('core/src/duty/rules.ts', text)

describe('imports', () => {
  it.each([
    ['core/src/duty/rules.ts', 'core/src/roster/wire.ts', 'the left neighbour'],
    ['server/src/duty/actions.ts', 'core/src/duty/rules.ts', 'its own slice in core'],
    ['server/src/duty/actions.ts', 'server/src/platform/door.ts', 'the ground'],
    ['server/src/main.ts', 'server/src/report/routes.ts', 'main knows all'],
    ['demo/src/town.ts', 'server/src/main.ts', 'demo starts a server'],
  ])('%s may use %s: %s', (file, target) => {
    expect(mayUse(file, target)).toBeUndefined()
  })

  it.each([
    ['core/src/duty/rules.ts', 'core/src/visit/wire.ts', 'a slice to the right'],
    ['server/src/duty/actions.ts', 'core/src/visit/wire.ts', 'a slice to the right in another room'],
    ['core/src/platform/shapes.ts', 'core/src/audit/wire.ts', 'ground knows no slice'],
    ['core/src/duty/rules.ts', 'server/src/duty/queries.ts', 'core knows no server'],
    ['field/src/duty/card.tsx', 'console/src/shared/button.tsx', 'screens do not share by the side door'],
    ['demo/src/town.ts', 'server/src/people/actions.ts', 'demo comes in by the door'],
    ['server/src/duty/actions.ts', 'server/src/main.ts', 'nobody reaches up'],
    ['core/src/duty/rules.ts', 'scripts/house/files.ts', 'outside the rooms'],
  ])('%s must not use %s: %s', (file, target) => {
    expect(mayUse(file, target)).toBeTypeOf('string')
  })

  it('are found however they are written', () => {
    const text = `import a from './a.ts'; import type { B } from './b.ts'; export { c } from './c.ts'
      export * from './d.ts'; const e = import('./e.ts'); type F = import('./f.ts').F`
    expect(importsOf(code(text)).map(({ specifier }) => specifier)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map(x => `./${x}.ts`),
    )
  })

  it('are followed through workspace names', () => {
    expect(targetOf('server/src/duty/actions.ts', '@muster/core/duty/rules.ts')).toBe('core/src/duty/rules.ts')
    expect(targetOf('server/src/duty/actions.ts', '../platform/door.ts')).toBe('server/src/platform/door.ts')
    expect(targetOf('server/src/duty/actions.ts', 'kysely')).toBeUndefined()
  })
})

describe('effects', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'process.env.HOME',
    'fetch("/x")',
    'globalThis.fetch("/x")',
    'crypto.randomUUID()',
  ])('sees %s', text => {
    expect(effectsOf(code(`export const x = ${text}`))).not.toEqual([])
  })

  it.each([
    'new Date(at)',
    'Date.parse(at)',
    'settings.fetch("/x")',
    '({ process: 1 })',
    'order.process',
    'Math.max(1, 2)',
  ])('lets %s pass', text => {
    expect(effectsOf(code(`export const x = ${text}`))).toEqual([])
  })

  it('sees the clock of the database, but not in a remark', () => {
    expect(clocksOf(code('export const q = sql`select now()`'))).toHaveLength(1)
    expect(sqlClock('recorded_at timestamptz default current_timestamp')).toBe('current_timestamp')
    expect(sqlClock('recorded_at timestamptz -- never now()')).toBe('')
  })
})

describe('queries', () => {
  /** `$(x)` stands for the `${x}` of a template. */
  const judge = (text: string) => cityless(code(text.replace(/\$\((\w+(\.\w+)*)\)/g, (_, value) => `\${${value}}`)))

  it.each([
    'sql`select id from person where unit_id = $(unit)`',
    'sql`select (select count(*) from seat s where s.tenant = c.tenant) from call_out c where c.tenant = $(tenant)`',
    'sql`select 1 from seat where tenant = $(tenant) union all select 1 from seat where call_id = $(call)`',
    'sql`exists (select from $(PEOPLE) where p.tenant = c.tenant)`',
    'sql`delete from seat where (call_id = $(call))`',
    "db.selectFrom('person').where('id', '=', id).execute()",
  ])('%s does not say of which city', text => {
    expect(judge(text)).toHaveLength(1)
  })

  it.each([
    'sql`select id from person where tenant = $(ctx.tenant.tenant) and id in ($(id))`',
    'sql`insert into seat (tenant, call_id) values ($(tenant), $(call))`',
    'sql`select count(*) from $(CALLS) where $(all)`',
    'sql`person p left join unit u on u.tenant = p.tenant`',
    'sql`select tenant, name from tenant`',
    "db.selectFrom('person as p').select('id').where('p.tenant', '=', tenant).execute()",
  ])('%s does, or cannot be judged here', text => {
    expect(judge(text)).toEqual([])
  })
})

it('measures every function with the lines it takes, and no describe', () => {
  const text = ['describe("x", () => {', '  it("y", () => {', '    z()', '  })', '})', 'function f() {', '}'].join('\n')
  expect(functionsOf(code(text)).map(({ lines }) => lines)).toEqual([3, 2])
})

it('knows a test by its groups', () => {
  expect(
    testNamesOf(code('describe("a", () => { it("x", f) }); describe("b", () => { it("x", f); it("x", f) })')),
  ).toEqual(['a > x', 'b > x', 'b > x'])
})

it('finds glossary words in every spelling', () => {
  expect(
    unusedWords(['HouseGlossary', 'house-glossary', 'NoSuch' + 'WordAtAll'], ['scripts/house/house.test.ts']),
  ).toEqual(['NoSuch' + 'WordAtAll'])
})
