import { answerAsk, type MyAsk, myAsks } from '@muster/core/roster/asks.wire.ts'
import type { ShiftBrief } from '@muster/core/roster/assign.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { words } from './words.ts'

/** What I am asked, on top of everything while it is open; nothing at all while I am asked nothing. */
export function MyAsks() {
  const say = useWords(words)
  const language = useLanguage()
  const asked = useLoad('asks', 'asks inbox', () => api(myAsks, {}))
  const [outcome, setOutcome] = useState<{ zh: string; en: string }>()
  const { busy, trouble, act } = useAct()
  const answer = (ask: MyAsk, yes: boolean) =>
    act(async () => {
      try {
        const told = await api(answerAsk, { askId: ask.id, yes })
        setOutcome(yes ? told : undefined)
      } finally {
        asked.reload()
      }
    })
  const rows = asked.data?.rows ?? []
  if (rows.length === 0 && !outcome && !trouble) return null
  return (
    <section class="stack">
      {rows.length > 0 && <h1>{say('asks')}</h1>}
      {outcome && <Notice tone="good" title={outcome[language]} live />}
      <TroubleNotice trouble={trouble} />
      {rows.map(ask => (
        <OneAsk key={ask.id} ask={ask} busy={busy} onAnswer={yes => answer(ask, yes)} />
      ))}
      {rows.length > 0 && <p class="soft small">{say('noMeans')}</p>}
    </section>
  )
}

function OneAsk({ ask, busy, onAnswer }: { ask: MyAsk; busy: boolean; onAnswer: (yes: boolean) => void }) {
  const say = useWords(words)
  const language = useLanguage()
  const stops = ask.verdicts.filter(({ level }) => level === 'stop')
  return (
    <section class="card card_urgent">
      <p class="soft small">{say('until', { time: timeOf(ask.until, language) })}</p>
      <h2>{ask[language]}</h2>
      {ask.gives && <Hours shift={ask.gives} label={say('gives')} />}
      {ask.shift && <Hours shift={ask.shift} label={ask.gives ? say('takes') : ''} />}
      {ask.team && <p>{ask.team.name}</p>}
      {ask.shift && ask.today.minutes > 0 && <p class="small">{ask.today[language]}</p>}
      {ask.verdicts.length > 0 && (
        <Notice tone={stops.length > 0 ? 'gap' : 'watch'} {...(stops.length > 0 && { title: say('stops') })}>
          {ask.verdicts.map(verdict => (
            <p key={verdict.rule} class="small">
              {verdict[language]}
            </p>
          ))}
        </Notice>
      )}
      <div class="pair">
        <Button kind="default" busy={busy} onTap={() => onAnswer(false)}>
          {say('no')}
        </Button>
        <Button busy={busy} disabled={stops.length > 0} onTap={() => onAnswer(true)}>
          {say('yes')}
        </Button>
      </div>
    </section>
  )
}

function Hours({ shift, label }: { shift: ShiftBrief; label: string }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <p>
      {label} {shift.place} · {shift.post}
      <br />
      {say('hours', { from: timeOf(shift.startsAt, language), to: timeOf(shift.endsAt, language) })} ·{' '}
      {say('report', { time: timeOf(shift.reportAt, language) })}
    </p>
  )
}
