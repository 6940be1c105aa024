import { type Answers, isAsked, ofSameness, readAnswers, sameness } from '@muster/core/register/answers.ts'
import type { Form } from '@muster/core/register/form.ts'
import { alike } from '@muster/core/register/wire.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useDraft } from '../platform/draft.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import { Notice } from '../shared/notice.tsx'
import { Asked } from './question.tsx'
import { words } from './words.ts'

interface FillInProps {
  readonly registerId: string
  /** Whom it is about, where each has an own form: what was begun at one door never stands at the next. */
  readonly about?: string
  readonly form: Form
  /** What was written down here a short while ago, by what makes two entries the same. */
  readonly before: readonly { readonly same: string | null; readonly at: string }[]
  /** Keeps the entry; throws when it could not be kept. */
  readonly onSave: (answers: Answers) => Promise<void>
}

/** The empty form, again and again: what is wrong is said beside its question, what is typed survives a reload. */
export function FillIn({ registerId, about, form, before, onSave }: FillInProps) {
  const say = useWords(words)
  const language = useLanguage()
  const top = useRef<HTMLFormElement>(null)
  const { draft, change, empty } = useDraft<Record<string, unknown>>(
    ['register', registerId, ...(about ? [about] : [])].join('.'),
    {},
  )
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [photosBusy, setPhotosBusy] = useState(0)
  const { answers, faults } = readAnswers(form, draft)
  const faultOf = (key: string) => (tried ? faults.find(fault => fault.key === key)?.[language] : undefined)
  const save = async () => {
    setTried(true)
    if (faults.length > 0)
      return top.current?.querySelector<HTMLElement>('.field_wrong')?.scrollIntoView({ block: 'center' })
    setBusy(true)
    try {
      await onSave(answers)
      // The next one begins from nothing, but for what was typed while the disk worked.
      empty(draft)
      setTried(false)
      top.current?.querySelector('input')?.focus()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class="stack"
      ref={top}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      {form.questions
        .filter(question => isAsked(question, answers))
        .map(question => (
          <Asked
            key={question.key}
            question={question}
            typed={draft}
            fault={faultOf(question.key)}
            onType={value => change({ [question.key]: value })}
            onBusy={more => setPhotosBusy(before => before + more)}
          />
        ))}
      <Alike registerId={registerId} form={form} answers={answers} before={before} />
      {tried && faults.length > 0 && <Notice tone="gap" title={say('faults', { count: faults.length })} live />}
      <Button submit big busy={busy || photosBusy > 0}>
        {say('save')}
      </Button>
    </form>
  )
}

/** Warns that the same was written down a moment ago, here at once, elsewhere when there is a line; it forbids nothing. */
function Alike({
  registerId,
  form,
  answers,
  before,
}: Pick<FillInProps, 'registerId' | 'form' | 'before'> & { answers: Answers }) {
  const say = useWords(words)
  const language = useLanguage()
  const same = sameness(form, answers)
  const [elsewhere, setElsewhere] = useState<{ same: string; post: string; at: string }>()
  const asked = useRef({ form, answers })
  asked.current = { form, answers }
  useEffect(() => {
    if (!same) return undefined
    const wait = setTimeout(() => {
      api(alike, { registerId, answers: ofSameness(asked.current.form, asked.current.answers) }).then(
        ({ rows: [row] }) => row && setElsewhere({ same, post: row.post.name, at: row.at }),
        () => {},
      )
    }, 400)
    return () => clearTimeout(wait)
  }, [same, registerId])
  const here = same === null ? undefined : before.find(entry => entry.same === same)
  const there = elsewhere?.same === same ? elsewhere : undefined
  if (!here && !there) return null
  const title = here
    ? say('alikeHere', { time: timeOf(here.at, language) })
    : say('alike', { time: timeOf(there!.at, language), post: there!.post })
  return (
    <Notice tone="watch" title={title} live>
      <p>{say('alikeHow')}</p>
    </Notice>
  )
}
