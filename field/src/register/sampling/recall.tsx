import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { CALL_OUTCOMES } from '@muster/core/register/sampling/kinds.ts'
import { claimCall, noteCall, recallList } from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { once } from '../../platform/attempt.ts'
import { useWords } from '../../platform/language.ts'
import { useAct, useLoad } from '../../platform/load.ts'
import { Button } from '../../shared/button.tsx'
import { Shown } from '../../shared/faces.tsx'
import { Sign, TroubleNotice } from '../../shared/notice.tsx'
import { words } from './words.ts'

type Row = OutputOf<typeof recallList>['rows'][number]

/** People of a recalled tube, called one by one; what to say gives no reason, because the caller has none. */
export function Recall({ roundId, recallId, topic }: { roundId: string; recallId: string; topic: string }) {
  const say = useWords(words)
  const asked = useLoad(`recall.${recallId}`, topic, () => api(recallList, { roundId, recallId }))
  return (
    <Shown of={asked}>
      {({ rows }) => (
        <>
          <p>{say('script')}</p>
          {rows.map(row => (
            <Person key={row.sampleId} row={row} at={{ roundId, recallId }} onChanged={asked.reload} />
          ))}
        </>
      )}
    </Shown>
  )
}

interface PersonProps {
  readonly row: Row
  readonly at: { readonly roundId: string; readonly recallId: string }
  readonly onChanged: () => void
}

function Person({ row, at, onChanged }: PersonProps) {
  const say = useWords(words)
  const [phone, setPhone] = useState<string | null>()
  const { busy, trouble, act } = useAct()
  const { sampleId, name, door, outcome, claimed, again } = row
  const claim = () => act(async () => setPhone((await api(claimCall, { ...at, sampleId })).phone))
  const note = (said: (typeof CALL_OUTCOMES)[number]) =>
    act(async () => {
      await once.run(`called.${sampleId}.${said}`, id => api(noteCall, { ...at, sampleId, id, outcome: said }))
      setPhone(undefined)
      onChanged()
    })
  return (
    <>
      <div class="line">
        <span class="line__who">
          <b>{name ?? '–'}</b>{' '}
          {again ? <Sign tone="good">{say('sampledAgain')}</Sign> : outcome && <Sign tone="watch">{say(outcome)}</Sign>}
          <span>{door}</span>
        </span>
        {!again && phone === undefined && (
          <Button kind="default" about={name ?? ''} busy={busy} disabled={claimed === 'other'} onTap={claim}>
            {say(claimed === 'other' ? 'beingCalled' : 'call')}
          </Button>
        )}
      </div>
      <TroubleNotice trouble={trouble} />
      {phone !== undefined && (
        <div class="stack">
          {phone ? <a href={`tel:${phone}`}>{phone}</a> : <p class="soft">{say('noPhone')}</p>}
          {CALL_OUTCOMES.map(said => (
            <Button key={said} kind="default" busy={busy} onTap={() => note(said)}>
              {say(said)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
