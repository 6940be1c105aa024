import { askMore, closeShortage, type Shortage, shortages } from '@muster/core/roster/shortage.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { CandidatesSide } from './CandidatesSide.tsx'
import { useDutyWords } from './words.ts'

/** Whom the city is asking for right now: how many said yes, and when the next are asked. Of one cause, if it is named. */
export function ShortageList({ cause }: { cause?: Shortage['cause'] }) {
  const say = useDutyWords()
  const asked = useAsk(shortages, {}, { keep: true, every: 15_000 })
  const [open, setOpen] = useState<string>()
  const [closing, setClosing] = useState<Shortage>()
  const more = useTell(askMore)
  return (
    <Answer asked={asked}>
      {({ rows: all }) => {
        const rows = cause ? all.filter(one => one.cause === cause) : all
        return (
          <>
            <ProblemNote problem={more.problem} />
            {rows.length === 0 && <p className="soft">{say('shortagesNone')}</p>}
            <ul className="duty-gaps">
              {rows.map(one => (
                <ShortageLine
                  key={one.id}
                  one={one}
                  onOpen={() => setOpen(one.id)}
                  onMore={() => void more.tell({ shortageId: one.id, version: one.version })}
                  onClose={() => setClosing(one)}
                />
              ))}
            </ul>
            <CandidatesSide shortage={rows.find(({ id }) => id === open)} onDone={() => setOpen(undefined)} />
            {closing && <CloseDialog shortage={closing} onDone={() => setClosing(undefined)} />}
          </>
        )
      }}
    </Answer>
  )
}

interface LineProps {
  readonly one: Shortage
  readonly onOpen: () => void
  readonly onMore: () => void
  readonly onClose: () => void
}
function ShortageLine({ one, onOpen, onMore, onClose }: LineProps) {
  const say = useDutyWords()
  const times = useTimes()
  const { shift } = one
  const hours = { from: times.brief(shift.startsAt), to: times.clock(shift.endsAt), by: times.clock(one.neededBy) }
  const words = [
    shift.place,
    say(`cause.${one.cause}`),
    say('shortageWhen', hours),
    one.asked > 0 ? say('shortageWave', { wave: one.wave, asked: one.asked }) : say('shortageNotAsked'),
    one.nextWaveAt ? say('shortageNext', { at: times.clock(one.nextWaveAt) }) : '',
  ]
  return (
    <li>
      <StateMark state={one.missing > 0 ? 'watch' : 'good'} bare />
      <div>
        <p>
          <b>{say('shortageLine', { post: shift.post, missing: one.missing, people: one.people })}</b>
        </p>
        <p className="soft small">{words.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="duty-acts">
        <Act verb="roster.assign" size="small" onClick={onOpen}>
          {say('candidates')}
        </Act>
        <Act verb="roster.assign" size="small" onClick={onMore}>
          {say('askNext')}
        </Act>
        <Act verb="roster.assign" size="small" type="text" onClick={onClose}>
          {say('closeShortage')}
        </Act>
      </div>
    </li>
  )
}

function CloseDialog({ shortage, onDone }: { shortage: Shortage; onDone: () => void }) {
  const say = useDutyWords()
  const { tell, telling, problem } = useTell(closeShortage)
  const send = async () => {
    if (await tell({ shortageId: shortage.id, version: shortage.version })) onDone()
  }
  return (
    <Confirm
      open
      grave
      title={`${say('closeShortage')} · ${shortage.shift.post}`}
      does={say('closeShortage')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('closeShortageSays')}</p>
    </Confirm>
  )
}
