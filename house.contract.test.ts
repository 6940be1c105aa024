// The rules about the contract: what the endpoints, powers, problems, kinds and personal fields of all slices owe each
// other. Who may what through real HTTP stands in server/src/access/matrix.test.ts; the schema in schema.golden.test.ts.
import { describe, expect, it } from 'vitest'
import { ENDPOINTS, FIELDS, KINDS, POWERS, PROBLEMS } from './core/src/main.ts'
import { inputKeys, pathKeys, spotsOf, thingOf } from './scripts/house/contract.ts'
import { forTests, read, SOURCES } from './scripts/house/files.ts'
import { CATALOGUE, SLICES } from './server/src/main.ts'

const DOORS = SLICES.flatMap(slice => slice.doors.map(door => door.endpoint))

/** Slices whose doors are still being built; to be empty before anything is released. */
const LANDING: readonly string[] = []

const twice = (names: readonly string[]) => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
const han = /\p{Script=Han}/u

describe('endpoints', () => {
  it('have exactly one door each, and no door is without its contract', () => {
    const inContract = ENDPOINTS.map(({ name }) => name)
    const built = DOORS.map(({ name }) => name)
    expect(twice(built)).toEqual([])
    expect(built.filter(name => !inContract.includes(name))).toEqual([])
    const missing = inContract.filter(name => !built.includes(name))
    expect(missing.filter(name => !LANDING.includes(name.split('.')[0]!))).toEqual([])
    expect(DOORS.filter(endpoint => !ENDPOINTS.includes(endpoint)).map(({ name }) => name)).toEqual([])
  })

  it('have a name and an address of their own', () => {
    expect(twice(ENDPOINTS.map(({ name }) => name))).toEqual([])
    expect(twice(ENDPOINTS.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`))).toEqual([])
  })

  it('declare a verb that somebody holds, or say that anybody may', () => {
    const open = ['anyone', 'signed-in']
    expect(ENDPOINTS.filter(({ may }) => !open.includes(may) && !POWERS[may]?.length).map(({ name }) => name)).toEqual(
      [],
    )
  })

  it('say in Chinese and English what they do', () => {
    const silent = ENDPOINTS.filter(
      ({ words }) => !han.test(words.zh) || !/[a-z]/i.test(words.en) || han.test(words.en),
    )
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it('answer only with Problems of the catalogue', () => {
    const unknown = ENDPOINTS.flatMap(({ name, problems = [] }) =>
      problems.filter(slug => !(slug in CATALOGUE)).map(slug => `${name}: ${slug}`),
    )
    expect(unknown).toEqual([])
  })

  it('take from the input what their path and their reach name', () => {
    const wrong = ENDPOINTS.flatMap(endpoint => {
      const named = [...pathKeys(endpoint), ...(thingOf(endpoint) ? [thingOf(endpoint)!.field] : [])]
      return named.filter(key => !inputKeys(endpoint).includes(key)).map(key => `${endpoint.name}: ${key}`)
    })
    expect(wrong).toEqual([])
  })

  it('are about things whose whereabouts some slice knows: otherwise nobody could reach them', () => {
    const known = new Set(SLICES.flatMap(slice => Object.keys(slice.whereabouts ?? {})))
    const lost = DOORS.filter(endpoint => thingOf(endpoint) && !known.has(thingOf(endpoint)!.kind))
    expect(lost.map(({ name, reach }) => `${name}: ${JSON.stringify(reach)}`)).toEqual([])
  })

  it('are open without reach only where every holder of the verb may see all of it', () => {
    // Each was looked at: registers of words and places, one's own account, and what a city says to all its desks.
    const looked = [
      'access',
      'territory',
      'ledger.kinds',
      'incident.packs',
      'incident.list',
      'people.importTemplate',
      'report.list',
      'callout.publicCall',
      'callout.offer',
      'enrolment.badge',
      'enrolment.coverageAreas',
      'roster.measures',
      'roster.calendar',
    ]
    const open = ENDPOINTS.filter(({ reach }) => reach === 'open').map(({ name }) => name)
    expect(open.filter(name => !looked.includes(name) && !looked.includes(name.split('.')[0]!))).toEqual([])
  })

  it('limit what one address may send where anybody may write', () => {
    const unlimited = ENDPOINTS.filter(
      ({ may, method, perMinute }) => may === 'anyone' && method !== 'get' && !perMinute,
    )
    expect(unlimited.map(({ name }) => name)).toEqual([])
  })

  it('are marked secret where passphrases or links go in or out: those are not even kept for repeats', () => {
    const secrets = /^(link|passphrase|old|new|token)$/
    const holds = ({ input, output }: (typeof ENDPOINTS)[number]) =>
      [...spotsOf(input), ...spotsOf(output)].some(({ path }) => secrets.test(path.split('.').at(-1)!))
    const kept = ENDPOINTS.filter(one => one.method !== 'get' && one.may !== 'anyone' && !one.secret && holds(one))
    // The link of a call is public: it is what the call is sent around with.
    expect(kept.map(({ name }) => name).filter(name => !name.startsWith('callout.'))).toEqual([])
  })
})

describe('powers', () => {
  it('are all used: a verb nobody asks for protects nothing', () => {
    const code = SOURCES.filter(file => /^server\/src\/.*\.ts$/.test(file) && !forTests(file))
      .map(read)
      .join('\n')
    const unused = Object.keys(POWERS).filter(
      verb => !ENDPOINTS.some(({ may }) => may === verb) && !code.includes(`'${verb}'`),
    )
    expect(unused).toEqual([])
  })
})

describe('problems', () => {
  const code = SOURCES.filter(file => /^(core|server)\/src\/.*\.ts$/.test(file) && !forTests(file))
    .filter(file => !file.endsWith('problems.ts'))
    .map(read)
    .join('\n')

  it('are all thrown somewhere: a refusal nobody meets is a promise nobody keeps', () => {
    const thrown = (slug: string) =>
      LANDING.includes(slug.split('/')[0]!) || new RegExp(`\\(\\s*'${slug}'`).test(code) || code.includes(`: '${slug}'`)
    expect(Object.keys(CATALOGUE).filter(slug => !thrown(slug))).toEqual([])
  })

  it('say what is wrong in both languages, with the same holes', () => {
    // A hole that takes a word of its language is named so: {roleZh}, {roleEn}.
    const holes = (sentence: string) =>
      [...sentence.matchAll(/\{(\w+?)(?:Zh|En)?\}/g)]
        .map(([, hole]) => hole ?? '')
        .sort((a, b) => a.localeCompare(b))
        .join()
    const wrong = Object.entries(CATALOGUE).filter(
      ([, { zh, en, status }]) =>
        !han.test(zh) || han.test(en) || holes(zh) !== holes(en) || status < 400 || !/[.。！]$/.test(zh.trim()),
    )
    expect(wrong.map(([slug]) => slug)).toEqual([])
  })

  it('of every slice in core stand in the one catalogue', () => {
    expect(Object.keys(PROBLEMS).filter(slug => !(slug in CATALOGUE))).toEqual([])
  })
})

describe('kinds of facts', () => {
  it('have one name each, words, and a retention that the field register knows', () => {
    expect(twice(KINDS.map(({ name }) => name))).toEqual([])
    expect(KINDS.filter(({ words }) => !han.test(words.zh) || !words.en).map(({ name }) => name)).toEqual([])
    expect(KINDS.filter(({ retention }) => !(retention in FIELDS)).map(({ name }) => name)).toEqual([])
  })

  it('are known wherever a slice decides or sums them', () => {
    const known = new Set(KINDS.map(({ name }) => name))
    const named = SLICES.flatMap(slice => [
      ...Object.keys(slice.factActions ?? {}),
      ...(slice.projections ?? []).flatMap(({ kinds }) => kinds),
    ])
    expect(named.filter(name => !known.has(name))).toEqual([])
  })

  it('take no text that is not bounded', () => {
    const unbounded = (schema: (typeof KINDS)[number]['payload']) =>
      spotsOf(schema).filter(spot => {
        const {
          type,
          checks = [],
          format,
        } = spot.schema._zod.def as { type: string; checks?: object[]; format?: string }
        return type === 'string' && checks.length === 0 && !format
      })
    expect(KINDS.flatMap(({ name, payload }) => unbounded(payload).map(({ path }) => `${name}: ${path}`))).toEqual([])
  })
})

describe('personal fields', () => {
  const outputs = ENDPOINTS.flatMap(({ name, output }) => spotsOf(output).map(spot => ({ name, ...spot })))
  const at = ({ name, path }: { name: string; path: string }) => `${name}: ${path}`

  it('are in the field register wherever the contract marks them', () => {
    expect(outputs.filter(({ mark }) => mark && !(mark in FIELDS)).map(at)).toEqual([])
  })

  it('are marked in some answer, where the register gives them a viewer', () => {
    const marked = new Set(outputs.map(({ mark }) => mark))
    const viewed = Object.entries(FIELDS).filter(([, { viewers }]) => Object.keys(viewers).length > 0)
    expect(viewed.map(([name]) => name).filter(name => !marked.has(name))).toEqual([])
  })

  it('are never marked where the serializer does not walk: below a union, a record, a tuple', () => {
    expect(outputs.filter(({ mark, walked }) => mark && !walked).map(at)).toEqual([])
  })

  it('each say purpose, basis, viewers, retention and where they are kept', () => {
    const thin = Object.entries(FIELDS).filter(
      ([, field]) =>
        !han.test(field.zh + field.purpose + field.retention) ||
        !field.basis ||
        // Without viewers, only the person themselves.
        !field.viewers ||
        field.columns.length === 0,
    )
    expect(thin.map(([name]) => name)).toEqual([])
  })

  it('are marked wherever an answer names somebody or gives a phone number', () => {
    // Each was looked at: one's own name after signing in; the badge that a volunteer holds out to be read; names of places.
    const looked = ['territory.resolve: rows.candidates.name', 'enrolment.badge: name']
    const own = /^access\.(me|signIn|setUp|openInvitation|choosePassphrase): person\.name$/
    const person = /(^|\.)(person|candidates|captains|missing|exempt|members|people)\.name$/
    const unmarked = outputs.filter(
      ({ path, mark, beside }) =>
        !mark &&
        (/(^|\.)phone$/.test(path) ||
          person.test(path) ||
          (/(^|\.)name$/.test(path) && beside.includes('volunteerNo'))),
    )
    const names = [...new Set(unmarked.map(at))]
    expect(names.filter(name => !looked.includes(name) && !own.test(name))).toEqual([])
  })
})
