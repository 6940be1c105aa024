import { seats as seatList } from '@muster/core/callout/seats.wire.ts'
import { type Call, get } from '@muster/core/callout/wire.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import './Call.css'
import { useAsk } from '../platform/api.ts'
import { Answer } from '../shared/Answer.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { CallActs } from './CallActs.tsx'
import { CallDialogs, type Doing } from './CallDialogs.tsx'
import { CallFigures } from './CallFigures.tsx'
import { CallSide } from './CallSide.tsx'
import { ChainDialog } from './ChainDialog.tsx'
import { OffersWaiting } from './OffersWaiting.tsx'
import { RollCall } from './RollCall.tsx'
import { SeatTable } from './SeatTable.tsx'
import { isOpen, toneOf } from './states.ts'
import { useCallWords } from './words.ts'

/** One call: seats fill, holds run, people come, the team departs; all of it by itself. */
export function CallPage() {
  const { callId = '' }: { callId?: string } = useParams({ strict: false })
  const asked = useAsk(get, { callId })
  return <Answer asked={asked}>{call => <CallView key={call.id} call={call} />}</Answer>
}

function CallView({ call }: { call: Call }) {
  const say = useCallWords()
  const [doing, setDoing] = useState<Doing>()
  const [rolling, setRolling] = useState(false)
  const done = () => setDoing(undefined)
  return (
    <Page
      title={call.title}
      beside={
        <>
          <StateMark state={toneOf(call)}>{say(`state.${call.state}`)}</StateMark>
          <span className="soft">
            {say(`kind.${call.kind}`)} · {say(`basis.${call.basis}`)} · {say('wave', { wave: call.wave })}
          </span>
        </>
      }
      actions={<CallActs call={call} rolling={rolling} onDo={setDoing} onRoll={() => setRolling(!rolling)} />}
    >
      <CallFigures call={call} />
      <div className="split call-split">
        <div>
          <SeatsPart call={call} rolling={rolling} />
          <OffersPart call={call} />
        </div>
        <CallSide call={call} />
      </div>
      <CallDialogs call={call} doing={doing} onDone={done} />
      <ChainDialog key={`chain ${doing === 'chain'}`} call={call} open={doing === 'chain'} onDone={done} />
    </Page>
  )
}

function SeatsPart({ call, rolling }: { call: Call; rolling: boolean }) {
  const say = useCallWords()
  const asked = useAsk(seatList, { callId: call.id }, { when: call.state !== 'draft' })
  if (call.state === 'draft') return null
  return (
    <Section title={rolling ? say('rollCall') : say('seats')}>
      <Answer asked={asked}>
        {({ rows }) => (rolling ? <RollCall call={call} seats={rows} /> : <SeatTable call={call} seats={rows} />)}
      </Answer>
    </Section>
  )
}

function OffersPart({ call }: { call: Call }) {
  const say = useCallWords()
  if (!isOpen(call)) return null
  return (
    <Section title={say('offers')}>
      <OffersWaiting callId={call.id} />
    </Section>
  )
}
