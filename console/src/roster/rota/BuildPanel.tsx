import type { z } from '@muster/core/platform/shapes.ts'
import { type Build, type BuildGap, end, gaps, start } from '@muster/core/roster/build.wire.ts'
import type { Rota } from '@muster/core/roster/rota.wire.ts'
import Button from 'antd/es/button'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { useNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { type State, StateMark } from '../../shared/StateMark.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import type { Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

const atWork = (build: Build | null) => build?.state === 'waiting' || build?.state === 'running'

/** The engine: started, watched while it looks, ended early; afterwards why places stay empty. */
export function BuildPanel({ rota, bench }: { rota: Rota; bench: Workbench }) {
  return (
    <div className="build">
      {atWork(rota.build) && rota.build ? <Running rota={rota} build={rota.build} /> : <Start rota={rota} />}
      {rota.build && !atWork(rota.build) && <Result build={rota.build} />}
      {rota.build?.state === 'done' || rota.build?.state === 'broken-off' ? (
        <Reasons rota={rota} bench={bench} />
      ) : null}
    </div>
  )
}

function Start({ rota }: { rota: Rota }) {
  const say = useRotaWords()
  const [seconds, setSeconds] = useState('30')
  const [keepPublished, setKeep] = useState(rota.published !== null)
  const { tell, telling, problem } = useTell(start)
  const settings = { seconds: Math.max(1, Math.min(600, Number(seconds) || 30)), keepPublished, disturbance: 5 }
  return (
    <>
      <p className="soft">{say('buildHint')}</p>
      <TextField label={say('buildSeconds')} most={3} value={seconds} onChange={setSeconds} />
      <Tick checked={keepPublished} onChange={setKeep}>
        {say('buildKeep')}
      </Tick>
      <Act
        verb="roster.plan"
        type="primary"
        loading={telling}
        onClick={() => void tell({ rotaId: rota.id, id: newId(), settings })}
      >
        {say('build')}
      </Act>
      <ProblemNote problem={problem} />
    </>
  )
}

function Running({ rota, build }: { rota: Rota; build: Build }) {
  const say = useRotaWords()
  const { tell, telling, problem } = useTell(end)
  const now = useNow(1000)
  const stop = (keep: boolean) => void tell({ rotaId: rota.id, keep })
  return (
    <>
      <p>
        <StateMark state="watch">{say(`build.${build.state}`)}</StateMark>
      </p>
      <Progress build={build} seconds={Math.max(0, Math.round((now - Date.parse(build.startedAt)) / 1000))} />
      <div className="build-acts">
        <Button disabled={telling} onClick={() => stop(false)}>
          {say('buildCancel')}
        </Button>
        <Button type="primary" disabled={telling || !build.progress} onClick={() => stop(true)}>
          {say('buildKeepNow')}
        </Button>
      </div>
      <ProblemNote problem={problem} />
    </>
  )
}

const TONES: Record<Build['state'], State> = {
  waiting: 'watch',
  running: 'watch',
  done: 'good',
  'broken-off': 'good',
  cancelled: 'silent',
  failed: 'gap',
}

function Result({ build }: { build: Build }) {
  const say = useRotaWords()
  return (
    <section className="build-result">
      <StateMark state={TONES[build.state]}>{say(`build.${build.state}`)}</StateMark>
      <Progress build={build} seconds={build.progress?.seconds ?? 0} />
      {build.left ? <p className="soft small">{say('buildLeft', { count: build.left })}</p> : null}
    </section>
  )
}

function Progress({ build: { progress, state }, seconds }: { build: Build; seconds: number }) {
  const say = useRotaWords()
  if (!progress) return state === 'running' ? <p className="soft">{say('buildFirst')}</p> : null
  const { cost, bound } = progress
  const lines: [string, string][] = [
    [say('buildGaps'), `${progress.gaps} ${say('buildGapsUnit')}`],
    [say('buildTime'), `${Math.round(seconds)} ${say('buildSecondsUnit')}`],
    [say('buildCost'), cost.toLocaleString('en-US')],
    [say('buildBound'), bound === null ? '–' : bound.toLocaleString('en-US')],
  ]
  return (
    <>
      <dl className="build-figures">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="digits">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">
        {progress.proved
          ? say('buildProved')
          : bound
            ? say('buildNear', { percent: (((cost - bound) / bound) * 100).toFixed(1) })
            : ''}
      </p>
    </>
  )
}

function Reasons({ rota, bench }: { rota: Rota; bench: Workbench }) {
  const say = useRotaWords()
  const asked = useAsk(gaps, { rotaId: rota.id })
  return (
    <section>
      <h2>{say('reasons')}</h2>
      <Answer asked={asked}>
        {answer =>
          answer.gaps.length === 0 ? (
            <StateMark state="good">{say('reasonsNone')}</StateMark>
          ) : (
            <ul className="plain-list build-reasons">
              {answer.gaps.map(gap => (
                <Reason key={`${gap.shiftId} ${gap.standby}`} gap={gap} bench={bench} />
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}

function Reason({ gap, bench }: { gap: z.infer<typeof BuildGap>; bench: Workbench }) {
  const say = useRotaWords()
  const said = useSaid()
  const times = useTimes()
  const shift = bench.ground.shifts.get(gap.shiftId)
  if (!shift) return null
  const holes = {
    post: bench.ground.posts.get(shift.postId)?.name ?? '',
    day: times.day(shift.startsAt),
    from: times.clock(shift.startsAt),
    to: times.clock(shift.endsAt),
    count: gap.missing,
  }
  return (
    <li>
      <b>{say('reasonsOf', holes)}</b> {gap.standby && <small className="soft">{say('standby')}</small>}
      <ul>
        {gap.ways.length === 0 && <li className="soft">{say('reasonsNobody')}</li>}
        {gap.ways.slice(0, 3).map(({ person, rules }) => (
          <li key={person.id}>
            {say('reasonsBut', { name: person.name ?? '–', rules: rules.map(said).join(say('and')) })}
          </li>
        ))}
      </ul>
    </li>
  )
}
