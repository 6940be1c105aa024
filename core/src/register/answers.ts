import { tidyNumber, tidyPhone, tidyText } from '../people/tidy.ts'
import { holdsIdNumber } from '../platform/private-number.ts'
import * as say from './answer-sentences.ts'
import { type Form, type Question, RESULTS } from './form.ts'

/** An answer as it is kept: in one shape, whoever typed it. */
export type Answer = string | number | boolean | readonly string[]
export type Answers = Readonly<Record<string, Answer>>

/** What is wrong with an answer, in both languages. */
export interface Fault {
  readonly key: string
  readonly zh: string
  readonly en: string
}
type Read = { readonly value: Answer } | { readonly zh: string; readonly en: string }

/** Whether a question is asked, given the answers before it: what was not asked has none, and no condition on it holds. */
export function isAsked({ when }: Question, answers: Answers): boolean {
  if (!when) return true
  const answer = answers[when.key]
  return when.is.some(value => (Array.isArray(answer) ? answer.includes(value) : answer === value))
}

/**
 * Reads what was typed into the shape in which it is kept. What was answered before a question was hidden is left out;
 * what no question asks for is left out too.
 *
 * @returns the answers that are right, and for every other question what is wrong and what to do
 */
export function readAnswers(
  form: Form,
  typed: Readonly<Record<string, unknown>>,
): { answers: Answers; faults: readonly Fault[] } {
  const answers: Record<string, Answer> = {}
  const faults: Fault[] = []
  for (const question of form.questions) {
    if (!isAsked(question, answers)) continue
    const { key, required } = question
    const raw = typed[key]
    if (isEmpty(raw)) {
      if (required && question.type !== 'note') faults.push({ key, ...say.missing(question.words) })
      continue
    }
    const read = readOne(question, raw)
    if ('value' in read) answers[key] = read.value
    else faults.push({ key, ...read })
  }
  return { answers, faults }
}

const isEmpty = (raw: unknown): boolean =>
  raw === undefined ||
  raw === null ||
  (typeof raw === 'string' && tidyText(raw) === '') ||
  (Array.isArray(raw) && raw.length === 0)

const READERS: { readonly [T in Question['type']]: (question: Extract<Question, { type: T }>, raw: unknown) => Read } =
  {
    text: readText,
    number: readNumber,
    choice: ({ options }, raw) =>
      options.some(({ key }) => key === raw) ? { value: raw as string } : say.noSuchChoice(),
    choices: ({ options }, raw) => {
      const chosen = Array.isArray(raw) ? options.map(({ key }) => key).filter(key => raw.includes(key)) : []
      return Array.isArray(raw) && chosen.length === raw.length ? { value: chosen } : say.noSuchChoice()
    },
    'yes-no': (_, raw) => (typeof raw === 'boolean' ? { value: raw } : say.noSuchChoice()),
    day: (_, raw) => (typeof raw === 'string' && isDay(raw) ? { value: raw } : say.noDay()),
    time: (_, raw) =>
      typeof raw === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(raw) ? { value: raw } : say.noTime(),
    result: (_, raw) => ((RESULTS as readonly unknown[]).includes(raw) ? { value: raw as string } : say.noSuchChoice()),
    photo: (_, raw) =>
      typeof raw === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(raw)
        ? { value: raw }
        : say.noPhoto(),
    note: () => say.noSuchChoice(),
  }

const readOne = (question: Question, raw: unknown): Read =>
  (READERS[question.type] as (of: Question, raw: unknown) => Read)(question, raw)

function readText({ shape, most }: Extract<Question, { type: 'text' }>, raw: unknown): Read {
  if (typeof raw !== 'string' && typeof raw !== 'number') return say.noText()
  const typed = String(raw)
  // An identity number is asked for nowhere, and what is typed all the same goes no further than the phone.
  if (holdsIdNumber(typed)) return say.idNumber()
  const value = shaped(shape, typed)
  if (value === null) return say.badShape(shape)
  return [...value].length > most ? say.tooLong(most) : { value }
}

/** Line breaks, tabs, and what nobody sees. */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu

function shaped(shape: Extract<Question, { type: 'text' }>['shape'], typed: string): string | null {
  if (shape === 'plain') return typed.replace(UNSEEN, ' ').replace(/ +/g, ' ').trim()
  if (shape === 'phone') return tidyPhone(typed)
  const plain = tidyNumber(typed).replace(/[·.]/g, '')
  if (shape === 'plate') return /^[\p{Script=Han}A-Z0-9-]{5,10}$/u.test(plain) ? plain : null
  return plain
}

function readNumber({ whole, least, most }: Extract<Question, { type: 'number' }>, raw: unknown): Read {
  const value = typeof raw === 'string' ? Number(tidyText(raw).replace(/[,，]/g, '')) : raw
  if (typeof value !== 'number' || !Number.isFinite(value)) return say.noNumber()
  if (whole && !Number.isInteger(value)) return say.notWhole()
  if ((least !== undefined && value < least) || (most !== undefined && value > most)) return say.outside(least, most)
  return { value }
}

/** A day of the calendar, `2024-02-29` only in a leap year. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** What is personal stands apart from what is counted: it has other readers, and a day on which it goes. */
export function apart(form: Form, answers: Answers): { readonly plain: Answers; readonly personal: Answers } {
  const isPersonal = (key: string) => form.questions.some(question => question.key === key && question.personal)
  const entries = Object.entries(answers)
  return {
    plain: Object.fromEntries(entries.filter(([key]) => !isPersonal(key))),
    personal: Object.fromEntries(entries.filter(([key]) => isPersonal(key))),
  }
}

/** The question by which a photo was asked for. */
export const photoQuestion = (form: Form, answers: Answers, photoId: string): Question | undefined =>
  form.questions.find(({ key, type }) => type === 'photo' && answers[key] === photoId)

/** The ids of all photos that these answers name. */
export const photosIn = (form: Form, answers: Answers): string[] =>
  form.questions.flatMap(({ key, type }) => (type === 'photo' && answers[key] ? [String(answers[key])] : []))

/** The answers by which the same thing is found, and those on which depends whether they were asked for: no others need to be told. */
export function ofSameness(form: Form, answers: Answers): Answers {
  const needed = new Set(form.same?.keys)
  // Whether a question is asked depends on earlier ones only: from the last to the first all are found.
  for (const { key, when } of [...form.questions].reverse()) if (when && needed.has(key)) needed.add(when.key)
  return Object.fromEntries(Object.entries(answers).filter(([key]) => needed.has(key)))
}

/** What makes two entries the same thing; null when the form does not say, or not all of it was answered. */
export function sameness(form: Form, answers: Answers): string | null {
  const values = form.same?.keys.map(key => answers[key])
  return values?.every(value => value !== undefined) ? JSON.stringify(values) : null
}
