import { size } from '@muster/core/callout/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useAsk } from '../platform/api.ts'
import { Answer } from '../shared/Answer.tsx'
import { Note } from '../shared/Note.tsx'
import { useRested } from '../shared/useRested.ts'
import { audienceOf, type CallForm } from './form.ts'
import { useCallWords } from './words.ts'

/** How many people the call would reach: honest demand, before anybody is called. */
export function CallSize({ form }: { form: CallForm }) {
  const asked = useAsk(size, useRested({ audience: audienceOf(form), quota: form.quota }, 400), { keep: true })
  return (
    <Answer asked={asked}>
      {answer => <SizeCard size={answer} quota={form.quota} refreshing={asked.refreshing} />}
    </Answer>
  )
}

interface Props {
  readonly size: OutputOf<typeof size>
  readonly quota: number
  readonly refreshing: boolean
}

export function SizeCard({ size: { addressed, onCall, serving }, quota, refreshing }: Props) {
  const say = useCallWords()
  const enough = addressed - serving >= quota
  return (
    <section className="size" aria-label={say('size')} aria-busy={refreshing}>
      <h2 className="legend">{say('size')}</h2>
      <p className="size-main" aria-live="polite">
        {say('sizeAddressed')} <b className="digits">{addressed.toLocaleString('en-US')}</b> {say('unitPeople')}
      </p>
      <dl className="facts">
        <dt>{say('sizeOnCall')}</dt>
        <dd className="digits">
          {onCall.toLocaleString('en-US')} {say('unitPeople')}
        </dd>
        <dt>{say('sizeServing')}</dt>
        <dd className="digits">
          {serving.toLocaleString('en-US')} {say('unitPeople')}
        </dd>
      </dl>
      {enough ? (
        <p className="soft">{say('sizeEnough', { quota, ratio: Math.floor((addressed / quota) * 10) / 10 })}</p>
      ) : (
        <Note state="watch">{say('sizeShort', { quota, addressed })}</Note>
      )}
    </section>
  )
}
