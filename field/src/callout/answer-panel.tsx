import type { PublicCall } from '@muster/core/callout/offers.wire.ts'
import type { Answer } from '@muster/core/callout/seats.wire.ts'
import { useState } from 'preact/hooks'
import { now } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import { Countdown } from '../shared/countdown.tsx'
import { Choice } from '../shared/field.tsx'
import { Notice, type Tone, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import type { Answering } from './answering.ts'
import { closedBecause, freePlaces, isIn } from './standing.ts'
import { words } from './words.ts'

interface PanelProps {
  readonly call: PublicCall
  readonly answering: Answering
}

/** At the thumb: where one stands, and the one thing to do about it. */
export function AnswerPanel({ call, answering }: PanelProps) {
  const { answer, trouble } = answering
  const state = answer.data?.state
  return (
    <>
      <TroubleNotice trouble={trouble && answering.unanswered ? { ...trouble, ...words.unanswered } : trouble} />
      {!answer.data && <TroubleNotice trouble={answer.trouble} onRetry={answer.reload} />}
      {answer.data && state !== 'none' && <Standing answer={answer.data} call={call} />}
      {state === 'held' && <Hold answering={answering} until={answer.data?.heldUntil ?? null} />}
      {answer.data && !isIn(answer.data) && <SignUp call={call} answering={answering} answer={answer.data} />}
      {answer.data && isIn(answer.data) && state !== 'held' && <Withdraw call={call} answering={answering} />}
    </>
  )
}

const TONES: Partial<Record<Answer['state'], Tone>> = {
  confirmed: 'good',
  held: 'watch',
  reserve: 'watch',
  'signed-up': 'watch',
}

/** The answer in large words, said to screen readers when it changes. */
function Standing({ answer, call }: { answer: Answer; call: PublicCall }) {
  const say = useWords(words)
  const language = useLanguage()
  const headline = say(answer.state, { place: answer.place ?? '', rank: answer.rank ?? '' })
  // Of somebody who is out, the headline says it all.
  const sentence = isIn(answer) || answer.state === 'stood-down' ? answer[language] : ''
  return (
    <Notice tone={TONES[answer.state] ?? 'silent'} title={headline} live>
      {sentence && sentence !== headline && <p class="small">{sentence}</p>}
      {answer.state === 'stood-down' && call.state === 'withdrawn' && <p class="small">{say('closedWithdrawn')}</p>}
    </Notice>
  )
}

function Hold({ answering, until }: { answering: Answering; until: string | null }) {
  const say = useWords(words)
  return (
    <>
      {until && <Countdown until={until} label={say('heldLeft')} onEnd={answering.answer.reload} />}
      <div class="pair">
        <Button kind="default" busy={answering.busy} onTap={() => answering.takeHold(false)}>
          {say('decline')}
        </Button>
        <Button busy={answering.busy} onTap={() => answering.takeHold(true)}>
          {say('take')}
        </Button>
      </div>
    </>
  )
}

function SignUp({ call, answering, answer }: PanelProps & { answer: Answer }) {
  const say = useWords(words)
  const [light, setLight] = useState(false)
  const closed = closedBecause(call, now())
  if (answer.state === 'stood-down') return null
  if (closed) return <Notice title={say('closed')}>{say(closed)}</Notice>
  const label = (): keyof typeof words => {
    if (answer.state !== 'none') return 'signUpAgain'
    if (freePlaces(call) === 0) return 'signUpReserve'
    return call.basis === 'DUTY_ORDER' ? 'signUpDuty' : 'signUp'
  }
  return (
    <>
      {answering.unanswered && !answering.busy && !answering.trouble && (
        <Notice tone="watch">{say('unanswered')}</Notice>
      )}
      <Choice label={say('light')} hint={say('lightHint')} checked={light} onChange={setLight} />
      <Button big busy={answering.busy} onTap={() => answering.signUp(!light)}>
        {say(label())}
      </Button>
    </>
  )
}

function Withdraw({ call, answering }: PanelProps) {
  const say = useWords(words)
  const [asked, setAsked] = useState(false)
  if (call.state === 'departed' || call.state === 'withdrawn') return null
  const withdraw = () => {
    setAsked(false)
    answering.withdraw()
  }
  return (
    <>
      <Button kind="quiet" busy={answering.busy} onTap={() => setAsked(true)}>
        {say('withdraw')}
      </Button>
      {asked && (
        <Sheet title={say('withdrawAsk')} onClose={() => setAsked(false)}>
          <p>{say(call.basis === 'DUTY_ORDER' ? 'withdrawDuty' : 'withdrawMeans')}</p>
          <Button kind="warn" onTap={withdraw}>
            {say('withdraw')}
          </Button>
        </Sheet>
      )}
    </>
  )
}
