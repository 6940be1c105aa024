import { closeRound, round as getRound, type Round } from '@muster/core/register/sampling/rounds.wire.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { ConfirmTell } from '../../shared/ConfirmTell.tsx'
import { Page } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { BoxList } from './BoxList.tsx'
import { HeldList } from './HeldList.tsx'
import { HomeList } from './HomeList.tsx'
import { RoundFigures } from './RoundFigures.tsx'
import { TellResults } from './TellResults.tsx'
import { TubeList } from './TubeList.tsx'
import { useSamplingWords } from './words.ts'

type Doing = 'close' | 'results'

/** One round: how many were sampled where, and what of it needs a hand. */
export function RoundPage() {
  const { roundId = '' }: { roundId?: string } = useParams({ strict: false })
  return <Answer asked={useAsk(getRound, { roundId })}>{round => <View round={round} />}</Answer>
}

function View({ round }: { round: Round }) {
  const say = useSamplingWords()
  const times = useTimes()
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const over = round.closed ? say('closed') : undefined
  const acts = (
    <>
      <Act verb="register.plan" blocked={over} onClick={() => setDoing('close')}>
        {say('close')}
      </Act>
      <Act verb="register.tellResults" onClick={() => setDoing('results')}>
        {say('results')}
      </Act>
    </>
  )
  return (
    <Page
      title={round.name}
      beside={
        <StateMark state={round.closed ? 'silent' : 'good'}>{say(round.closed ? 'closed' : 'running')}</StateMark>
      }
      actions={acts}
      timed
    >
      <p className="soft">
        {round.territory.name} · {times.moment(round.startsAt)}–{times.brief(round.endsAt)} ·{' '}
        {say(SIZES[round.tubeSize] ?? 'size.10')}
      </p>
      <RoundFigures round={round} />
      <HeldList roundId={round.id} />
      <TubeList round={round} />
      <BoxList roundId={round.id} />
      <HomeList round={round} />
      {doing === 'close' && <CloseRound round={round} onClose={close} />}
      {doing === 'results' && <TellResults round={round} onClose={close} />}
    </Page>
  )
}

const SIZES: Readonly<Record<number, 'size.1' | 'size.5' | 'size.10' | 'size.20'>> = {
  1: 'size.1',
  5: 'size.5',
  10: 'size.10',
  20: 'size.20',
}

function CloseRound({ round, onClose }: { round: Round; onClose: () => void }) {
  const say = useSamplingWords()
  const input = { roundId: round.id, version: round.version }
  const words = { title: say('close'), says: say('closeSays'), did: say('closeDone') }
  return <ConfirmTell {...words} entry={closeRound} input={input} onClose={onClose} />
}
