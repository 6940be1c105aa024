import { me, setClock } from '@muster/core/access/wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { serverNow, setClock as showClock, useNow } from '../platform/clock.ts'
import { useSession } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Choose } from '../shared/Choose.tsx'
import { Field } from '../shared/Field.tsx'
import { MomentInput } from '../shared/MomentInput.tsx'
import { Note } from '../shared/Note.tsx'
import { Page } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDeskWords } from './desk-words.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

/** The clock of a rehearsal: how fast it runs, and where it stands. A live city has none to move. */
export function ClockPage() {
  const say = useDeskWords()
  const { tenant } = useSession()
  return (
    <Page title={say('settings')}>
      <SettingsTabs />
      {tenant.rehearsal ? <ClockForm /> : <Note state="silent">{say('clockLive')}</Note>}
    </Page>
  )
}

/** Real milliseconds within which a request arrives. */
const ARRIVES = 1500
const SPEEDS = [0, 1, 10, 60, 600, 3600]

function ClockForm() {
  const say = useDeskWords()
  const times = useTimes()
  const { tenant } = useSession()
  const asked = useAsk(me, {})
  const now = useNow(1000)
  const done = useDone()
  const [at, setAt] = useState<string | null>(null)
  const [speed, setSpeed] = useState(tenant.speed ?? 1)
  const { tell, telling, problem } = useTell(setClock)
  const back = at !== null && Date.parse(at) < now
  const send = async () => {
    // NOTE: a fast clock has gone on before the request arrives, and the server does not turn it back.
    const soon = serverNow() + ARRIVES * Math.max(1, tenant.speed ?? 1)
    const set = await tell({ at: at ?? new Date(soon).toISOString(), speed })
    if (!set) return
    showClock(set.now, set.speed)
    asked.again()
    setAt(null)
    done(say('clockDone', { at: times.moment(set.now) }))
  }
  return (
    <>
      <dl className="facts">
        <dt>{say('clockNow')}</dt>
        <dd className="digits">{times.formal(now)}</dd>
        <dt>{say('clockSpeed')}</dt>
        <dd>{useSpeedWords()(tenant.speed ?? 1)}</dd>
      </dl>
      <SpeedField speed={speed} onChange={setSpeed} />
      <Field
        label={say('clockSet')}
        hint={say('clockSetHint')}
        error={back ? say('clockBack', { now: times.moment(now) }) : undefined}
      >
        {control => <MomentInput {...control} value={at} onChange={setAt} />}
      </Field>
      <ProblemNote problem={problem} again={() => void send()} />
      <Act
        verb="access.set-clock"
        type="primary"
        loading={telling}
        blocked={back ? say('clockBack', { now: times.moment(now) }) : undefined}
        onClick={() => void send()}
      >
        {say('clockDo')}
      </Act>
    </>
  )
}

function SpeedField({ speed, onChange }: { speed: number; onChange: (speed: number) => void }) {
  const say = useDeskWords()
  const words = useSpeedWords()
  const options = [...new Set([...SPEEDS, speed])].toSorted((one, two) => one - two)
  return (
    <Field label={say('clockSpeed')}>
      {control => (
        <Choose
          {...control}
          value={String(speed)}
          options={options.map(one => ({ key: String(one), name: words(one) }))}
          onChange={key => onChange(Number(key))}
        />
      )}
    </Field>
  )
}

function useSpeedWords(): (speed: number) => string {
  const say = useDeskWords()
  return speed => {
    if (speed === 0) return say('clockStill')
    return speed === 1 ? say('clockSpeedOne') : say('clockSpeedTimes', { speed })
  }
}
