import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { close, coverage } from '@muster/core/visit/wire.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { asOfInput, useAsOf } from '../platform/asOf.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { ConfirmTell } from '../shared/ConfirmTell.tsx'
import { Figure } from '../shared/Figure.tsx'
import { Note } from '../shared/Note.tsx'
import { Page } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { Bar } from './Bar.tsx'
import { DoorTable } from './DoorTable.tsx'
import { ListTable } from './ListTable.tsx'
import { Rechecks } from './Rechecks.tsx'
import { useVisitWords } from './words.ts'

export type Coverage = OutputOf<typeof coverage>

/** One sweep: how far it has come, who is where, what is missed, and what a second look found. */
export function SweepPage() {
  const { sweepId = '' }: { sweepId?: string } = useParams({ strict: false })
  const { asOf } = useAsOf()
  const asked = useAsk(coverage, { sweepId, ...asOfInput(asOf) }, { keep: true })
  return <Answer asked={asked}>{found => <View found={found} />}</Answer>
}

function View({ found }: { found: Coverage }) {
  const say = useVisitWords()
  const { sweep } = found
  const [closing, setClosing] = useState(false)
  const state = <StateMark state={sweep.open ? 'good' : 'silent'}>{say(sweep.open ? 'open' : 'closed')}</StateMark>
  const act = (
    <Act verb="visit.plan" blocked={sweep.open ? undefined : say('closed')} onClick={() => setClosing(true)}>
      {say('close')}
    </Act>
  )
  return (
    <Page title={sweep.name} beside={state} actions={act} timed>
      <div className="split">
        <div>
          <Sums found={found} />
          <ListTable found={found} />
          <DoorTable sweepId={sweep.id} />
          <Rechecks found={found} />
        </div>
        <aside>
          <dl className="facts">
            <dt>{say('post')}</dt>
            <dd>{sweep.post.name}</dd>
            <dt>{say('place')}</dt>
            <dd>{sweep.territory.name}</dd>
            <dt>{say('code')}</dt>
            <dd>
              <b>{found.code}</b>
            </dd>
          </dl>
          <p className="soft small">{say('codeSays')}</p>
        </aside>
      </div>
      {closing && <Close sweep={sweep} onClose={() => setClosing(false)} />}
    </Page>
  )
}

/** Every door is one of four, and they sum to the roll. */
function Sums({ found }: { found: Coverage }) {
  const say = useVisitWords()
  const { asOf, households, done, open, unknown, excused } = found
  const { empty } = found
  const complete = open + unknown === 0 && empty.length === 0
  return (
    <>
      <dl className="figures" style={{ marginBottom: 12 }}>
        <Figure label={say('done')} value={done} of={households} unit="HOUSEHOLDS" asOf={asOf} />
        <Figure label={say('openDoors')} value={open} unit="HOUSEHOLDS" asOf={asOf} />
        <Figure
          label={say('unknown')}
          value={unknown}
          unit="HOUSEHOLDS"
          asOf={asOf}
          {...(unknown > 0 && { state: 'watch' as const })}
        />
        <Figure label={say('excused')} value={excused} unit="HOUSEHOLDS" asOf={asOf} />
        <Figure label={say('reached')} value={found.reached} unit="HOUSEHOLDS" asOf={asOf} />
        <Figure label={say('visits')} value={found.visits} unit="HOUSEHOLD_VISITS" asOf={asOf} />
        <Figure label={say('buildingVisits')} value={found.buildingVisits} unit="BUILDING_VISITS" asOf={asOf} />
        <Figure label={say('people')} value={found.people} unit="PERSON_TIMES" asOf={asOf} />
        <Figure label={say('twice')} value={found.twice} unit="HOUSEHOLDS" asOf={asOf} />
      </dl>
      <Bar counts={found} />
      <Note state={complete ? 'good' : 'watch'}>
        {say(complete ? 'sumsDone' : 'sums', { done, open, unknown, excused, households })}
      </Note>
      {empty.length > 0 && (
        <Note state="gap">{say('emptyBuildings', { names: empty.map(({ name }) => name).join(' · ') })}</Note>
      )}
    </>
  )
}

function Close({ sweep, onClose }: { sweep: Coverage['sweep']; onClose: () => void }) {
  const say = useVisitWords()
  const input = { sweepId: sweep.id, version: sweep.version }
  const words = { title: say('close'), says: say('closeSays'), did: say('closeDone') }
  return <ConfirmTell {...words} entry={close} input={input} onClose={onClose} />
}
