import { offer } from '@muster/core/callout/offers.wire.ts'
import { peopleFields } from '@muster/core/people/fields.ts'
import { useState } from 'preact/hooks'
import { side } from '../people/held.tsx'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { useDraft } from '../platform/draft.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Field } from '../shared/field.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { words } from './words.ts'

const EMPTY = { name: '', volunteerNo: '', unit: '', phone: '', note: '' }
type Draft = typeof EMPTY

/** 请战书: five questions, four of them optional, and what becomes of the answers. */
export function OfferForm({ link, start = {} }: { link: string; start?: Partial<Draft> }) {
  const say = useWords(words)
  const { draft, change, forget } = useDraft<Draft>(`offer.${link}`, { ...EMPTY, ...start })
  const [sent, setSent] = useState(false)
  const { busy, trouble, act } = useAct()
  const send = () =>
    act(async () => {
      const { name, ...rest } = draft
      const optional = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ''))
      await once.run(`offer.${link}`, id => api(offer, { link, id, name, ...optional }))
      forget()
      setSent(true)
    })
  if (sent) {
    return (
      <Notice tone="good" title={say('sent')} live>
        <p>{say('sentMeans')}</p>
      </Notice>
    )
  }
  const submit = (event: Event) => {
    event.preventDefault()
    send()
  }
  return (
    <form class="stack" onSubmit={submit}>
      <h2>{say('offerTitle')}</h2>
      <p>{say('offerMeans')}</p>
      <Questions draft={draft} change={change} />
      <Use />
      <TroubleNotice trouble={trouble} />
      <Button submit busy={busy} disabled={draft.name.trim() === ''}>
        {say('send')}
      </Button>
    </form>
  )
}

function Questions({ draft, change }: { draft: Draft; change: (change: Partial<Draft>) => void }) {
  const say = useWords(words)
  const field = (key: keyof Draft, most: number) => ({
    value: draft[key],
    onChange: (value: string) => change({ [key]: value }),
    most,
  })
  return (
    <div>
      <Field label={say('name')} autocomplete="name" {...field('name', 40)} />
      <Field label={say('number')} optional {...field('volunteerNo', 30)} />
      <Field label={say('unit')} optional autocomplete="organization" {...field('unit', 80)} />
      <Field
        label={say('phone')}
        optional
        kind="tel"
        autocomplete="tel"
        hint={say('phoneHint')}
        {...field('phone', 20)}
      />
      <Field label={say('note')} optional lines={3} hint={say('noteHint')} {...field('note', 200)} />
    </div>
  )
}

/** Purpose and retention, taken from the field register so that the form cannot promise something else. */
function Use() {
  const say = useWords(words)
  const language = useLanguage()
  const { purpose, retention } = peopleFields['person.name']
  return (
    <p class="soft small">
      {say('offerUse', { purpose: side(purpose, language), retention: side(retention, language) })}
    </p>
  )
}
