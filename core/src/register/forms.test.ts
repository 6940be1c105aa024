import { describe, expect, it } from 'vitest'
import { PACKS } from '../incident/packs.ts'
import { z } from '../platform/shapes.ts'
import { faultsOf } from './faults.ts'
import { Form, type FormInput } from './form.ts'
import { roadCheckpoint } from './forms/epidemic.ts'
import { PACK_FORMS } from './forms.ts'
import { schemaOf } from './schema.ts'

const ALL = Object.entries(PACK_FORMS).flatMap(([hazard, forms]) => forms.map(form => ({ hazard, ...form })))

describe('the forms of a hazard', () => {
  it.each(ALL)('$hazard: $key holds together and names posts that there are', ({ form, postKinds }) => {
    expect(faultsOf(form)).toEqual([])
    const known = Object.values(PACKS).flatMap(({ posts }) => posts.map(({ key }) => key))
    for (const kind of postKinds) expect(known).toContain(kind)
  })

  it('of three credentials at a road keep what came of them, and of people the plate alone', () => {
    const results = roadCheckpoint.questions.filter(({ type }) => type === 'result')
    expect(results).toHaveLength(3)
    expect(roadCheckpoint.questions.filter(({ personal }) => personal).map(({ key }) => key)).toEqual(['plate'])
  })

  it('are told to other machines as JSON Schema', () => {
    expect(schemaOf(roadCheckpoint)).toMatchObject({
      type: 'object',
      required: ['plate', 'people', 'passed'],
      properties: {
        people: { type: 'integer', minimum: 1, maximum: 80 },
        'health-code': { enum: ['good', 'bad', 'none'] },
      },
    })
  })
})

describe('a form that does not hold together', () => {
  const words = { zh: '问', en: 'Ask' }
  const yes = { key: 'yes', words, type: 'yes-no' } as const
  const text = (key: string, more: object = {}) => ({ key, words, type: 'text', ...more }) as const
  const faults = (questions: FormInput['questions'], more: Partial<FormInput> = {}) =>
    faultsOf(z.parse(Form, { words, line: 'service', counts: 'SITES', keptDays: 1, questions, ...more })).map(
      ({ en }) => en,
    )

  it.each([
    [[text('a'), text('a')], {}, 'Two questions are named “a”: rename one of them.'],
    [[text('a', { when: { key: 'yes', is: [true] } }), yes], {}, 'It depends on “yes”, which is not asked before it.'],
    [[yes, text('a', { when: { key: 'yes', is: ['maybe'] } })], {}, '“yes” does not offer “maybe”.'],
    [
      [text('b'), text('a', { when: { key: 'b', is: ['x'] } })],
      {},
      'It can depend on a choice or a yes or no only; “b” is neither.',
    ],
    [[text('a')], { adds: { key: 'a', unit: 'PERSONS' } }, '“a” is to be summed up but is no number.'],
    [[text('a')], { same: { keys: ['z'], minutes: 5 } }, '“z” is compared to find repeats but is not asked.'],
    [
      [text('a', { shape: 'phone' })],
      {},
      'A telephone concerns somebody: say why it is asked, on what basis, and who reads it.',
    ],
    [[{ key: 'n', words, type: 'note' }], {}, 'Ask at least one question, at most 60.'],
  ] as [FormInput['questions'], Partial<FormInput>, string][])(
    'is told what is wrong (%#)',
    (questions, more, sentence) => {
      expect(faults(questions, more)).toEqual([sentence])
    },
  )
})
