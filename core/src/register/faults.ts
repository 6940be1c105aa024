import type { Words } from '../platform/shapes.ts'
import { type Form, MOST_QUESTIONS } from './form.ts'

/** What is wrong with a form itself, at which question; the shape of each question is checked before. */
export interface FormFault extends Words {
  /** Null: about the form as a whole. */
  readonly key: string | null
}

/** Whether what a form says of its own questions holds together. */
export function faultsOf(form: Form): readonly FormFault[] {
  return [...repeated(form), ...conditions(form), ...references(form), ...openPhones(form), ...nothingAsked(form)]
}

const repeated = ({ questions }: Form): FormFault[] =>
  questions
    .filter(({ key }, nth) => questions.findIndex(other => other.key === key) < nth)
    .map(({ key }) => ({
      key,
      zh: `有两个问题都叫“${key}”，请改一个名字。`,
      en: `Two questions are named “${key}”: rename one of them.`,
    }))

/** A question can depend on an earlier one only, and only on answers that it offers. */
function conditions({ questions }: Form): FormFault[] {
  return questions.flatMap(({ key, when }, nth) => {
    if (!when) return []
    const earlier = questions.slice(0, nth).find(other => other.key === when.key)
    if (!earlier)
      return [
        {
          key,
          zh: `它取决于“${when.key}”，但前面没有这个问题。`,
          en: `It depends on “${when.key}”, which is not asked before it.`,
        },
      ]
    const offered = offeredBy(earlier)
    const unknown = when.is.find(value => offered && !offered.includes(value))
    if (offered && unknown === undefined) return []
    if (!offered)
      return [
        {
          key,
          zh: `它只能取决于选择题或是非题，“${when.key}”不是。`,
          en: `It can depend on a choice or a yes or no only; “${when.key}” is neither.`,
        },
      ]
    return [
      {
        key,
        zh: `“${when.key}”没有“${String(unknown)}”这个选项。`,
        en: `“${when.key}” does not offer “${String(unknown)}”.`,
      },
    ]
  })
}

function offeredBy(question: Form['questions'][number]): readonly (string | boolean)[] | null {
  if (question.type === 'yes-no') return [true, false]
  if (question.type === 'result') return ['good', 'bad', 'none']
  return question.type === 'choice' || question.type === 'choices' ? question.options.map(({ key }) => key) : null
}

/** What is summed up is a number, and what makes two entries the same is asked. */
function references({ questions, adds, same }: Form): FormFault[] {
  const find = (key: string) => questions.find(question => question.key === key)
  const faults: FormFault[] = []
  if (adds && find(adds.key)?.type !== 'number')
    faults.push({
      key: adds.key,
      zh: `要累加的“${adds.key}”不是数字题。`,
      en: `“${adds.key}” is to be summed up but is no number.`,
    })
  for (const key of same?.keys ?? [])
    if (!find(key))
      faults.push({
        key,
        zh: `查重用到的“${key}”没有这个问题。`,
        en: `“${key}” is compared to find repeats but is not asked.`,
      })
  return faults
}

/** A telephone is somebody's: in the clear it would stand in the ledger for good. */
const openPhones = ({ questions }: Form): FormFault[] =>
  questions
    .filter(question => question.type === 'text' && question.shape === 'phone' && !question.personal)
    .map(({ key }) => ({
      key,
      zh: '电话涉及个人，请写明用途、依据和谁能看。',
      en: 'A telephone concerns somebody: say why it is asked, on what basis, and who reads it.',
    }))

const nothingAsked = ({ questions }: Form): FormFault[] =>
  questions.some(({ type }) => type !== 'note')
    ? []
    : [
        {
          key: null,
          zh: `至少要有一个问题，最多 ${MOST_QUESTIONS} 个。`,
          en: `Ask at least one question, at most ${MOST_QUESTIONS}.`,
        },
      ]
