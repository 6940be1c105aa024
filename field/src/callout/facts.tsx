import type { PublicCall } from '@muster/core/callout/offers.wire.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { Sign } from '../shared/notice.tsx'
import { freePlaces } from './standing.ts'
import { kindWords, words } from './words.ts'

/** What the call says, in the order in which one asks: what, by whom, must I, where and when, is there room. */
export function Facts({ call }: { call: PublicCall }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <>
      <div class="stack">
        <Sign tone={call.kind === 'urgent-shortage' ? 'gap' : 'silent'}>{kindWords[call.kind][language]}</Sign>
        <h1>{call.title}</h1>
      </div>
      <dl class="facts card">
        <div>
          <dt>{say('issuers')}</dt>
          <dd>{call.issuers.join(language === 'zh' ? '、' : ', ')}</dd>
        </div>
        <Basis call={call} />
        <div>
          <dt>{say('muster')}</dt>
          <dd>{musterOf(call, language) || say('musterLater')}</dd>
        </div>
        <Places call={call} />
        {call.deadline && (
          <div>
            <dt>{say('deadline')}</dt>
            <dd>{timeOf(call.deadline, language)}</dd>
          </div>
        )}
      </dl>
      <p class="written">{call.text}</p>
    </>
  )
}

function Basis({ call }: { call: PublicCall }) {
  const say = useWords(words)
  const language = useLanguage()
  const duty = call.basis === 'DUTY_ORDER'
  const issuers = call.orderedBy ?? call.issuers.join(language === 'zh' ? '、' : ', ')
  return (
    <div>
      <dt>{say('basis')}</dt>
      <dd>
        <b>{say(duty ? 'duty' : 'voluntary')}</b>
        <span class="field__hint">{duty ? say('dutyMeans', { issuers }) : say('voluntaryMeans')}</span>
      </dd>
    </div>
  )
}

function Places({ call }: { call: PublicCall }) {
  const say = useWords(words)
  const free = freePlaces(call)
  const outlook = call.selection === 'ranked' ? say('ranked') : free ? say('free', { free }) : say('noneFree')
  return (
    <div>
      <dt>{say('places')}</dt>
      <dd>
        {say('taken', { quota: call.quota, taken: call.taken })}
        <span class="field__hint">{outlook}</span>
      </dd>
    </div>
  )
}

/** Where and when people gather, as far as it is known. */
export function musterOf({ muster }: Pick<PublicCall, 'muster'>, language: 'zh' | 'en'): string {
  return [muster.at && timeOf(muster.at, language), muster.point].filter(Boolean).join(' · ')
}
