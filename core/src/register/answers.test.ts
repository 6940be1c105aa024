import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from '../platform/shapes.ts'
import { apart, isAsked, ofSameness, readAnswers, sameness } from './answers.ts'
import { Form, type FormInput } from './form.ts'
import { roadCheckpoint, venueVisit } from './forms/epidemic.ts'

const words = (zh: string) => ({ zh, en: zh })
const formOf = (...questions: FormInput['questions']) =>
  z.parse(Form, { words: words('表'), line: 'service', counts: 'SITES', keptDays: 14, questions })
const car = { plate: ' 苏c·12345 ', people: '３', passed: 'passed' }

describe('answers', () => {
  it('are kept in one shape, whoever typed them', () => {
    const { answers, faults } = readAnswers(roadCheckpoint, car)
    expect(faults).toEqual([])
    expect(answers).toEqual({ plate: '苏C12345', people: 3, passed: 'passed' })
  })

  it('that are missing or wrong are named, each with what to do; the others stand', () => {
    const { answers, faults } = readAnswers(roadCheckpoint, { ...car, people: 'zwei', passed: undefined })
    expect(faults.map(({ key, zh }) => [key, zh])).toEqual([
      ['people', '请填写数字。'],
      ['passed', '请填写“放行”。'],
    ])
    expect(answers).toEqual({ plate: '苏C12345' })
  })

  it.each([
    [{ people: 0 }, '请填 1 到 80 之间的数。'],
    [{ people: 1.5 }, '请填写整数。'],
    [{ plate: '!' }, '车牌号写得不对，例如：苏C12345。'],
    [{ passed: 'flown' }, '请从所列选项中选择。'],
    [{ plate: '11010519491231002X' }, '请不要填写身份证号：这里不需要，也不会保存。'],
  ])('%o is refused in words', (wrong, sentence) => {
    expect(readAnswers(roadCheckpoint, { ...car, ...wrong }).faults[0]?.zh).toBe(sentence)
  })

  it('know the leap day', () => {
    const form = formOf({ key: 'on', words: words('日'), type: 'day' })
    const faults = (on: string) => readAnswers(form, { on }).faults.length
    expect([faults('2024-02-29'), faults('2023-02-29'), faults('2023-2-1')]).toEqual([0, 1, 1])
  })

  it('to what is no longer asked are left out, and so is whatever hangs on them', () => {
    const found = venueVisit.questions.find(({ key }) => key === 'found')!
    const visit = { venue: '小店', kind: 'shop', found: '未张贴' }
    expect(isAsked(found, { 'code-up': false })).toBe(true)
    expect(readAnswers(venueVisit, { ...visit, 'code-up': false }).answers).toHaveProperty('found')
    expect(readAnswers(venueVisit, { ...visit, 'code-up': true }).answers).not.toHaveProperty('found')
  })

  it('that concern somebody stand apart from what is counted', () => {
    const { answers } = readAnswers(roadCheckpoint, car)
    expect(apart(roadCheckpoint, answers)).toEqual({
      personal: { plate: '苏C12345' },
      plain: { people: 3, passed: 'passed' },
    })
  })

  it('say when two entries are one thing, however they were typed', () => {
    const of = (plate: string) => sameness(roadCheckpoint, readAnswers(roadCheckpoint, { ...car, plate }).answers)
    expect(of('苏C12345')).toBe(of('苏 c 12345'))
    expect(of('苏C12345')).not.toBe(of('苏C12346'))
    expect(of('')).toBeNull()
  })

  it('is found by few answers: nobody need tell the others, and those on which a question hangs are among them', () => {
    const { answers } = readAnswers(roadCheckpoint, { ...car, plate: '苏C12345' })
    expect(Object.keys(ofSameness(roadCheckpoint, answers))).toEqual(['plate'])
    const same = { keys: ['door'], minutes: 60 }
    const door = {
      key: 'door',
      type: 'text',
      words: { zh: '门牌', en: 'Door' },
      when: { key: 'kind', is: ['home'] },
    } as const
    const kind = { key: 'kind', type: 'text', words: { zh: '类别', en: 'Kind' } } as const
    const form = {
      ...roadCheckpoint,
      same,
      questions: [kind, door, ...roadCheckpoint.questions],
    } as typeof roadCheckpoint
    const told = ofSameness(form, { ...answers, kind: 'home', door: '1-2-301' })
    expect(told).toEqual({ kind: 'home', door: '1-2-301' })
    expect(readAnswers(form, told).faults.map(({ key }) => key)).not.toContain('door')
  })

  it('read once are read the same again, and nothing makes the reader fail', () => {
    const raw = fc.dictionary(
      fc.constantFrom('plate', 'people', 'passed', 'health-code', 'x', '__proto__'),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())),
    )
    fc.assert(
      fc.property(raw, typed => {
        const { answers } = readAnswers(roadCheckpoint, typed)
        const again = readAnswers(roadCheckpoint, answers)
        expect(again.answers).toEqual(answers)
      }),
    )
  })
})
