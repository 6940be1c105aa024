import { remind } from '@muster/core/duty/captain.wire.ts'
import type { Line } from '@muster/core/duty/turns.wire.ts'
import { get } from '@muster/core/people/wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { useWords } from '../../platform/language.ts'
import { useAct } from '../../platform/load.ts'
import { Button } from '../../shared/button.tsx'
import { Notice, TroubleNotice } from '../../shared/notice.tsx'
import { words } from './words.ts'

/** Reaches somebody: a reminder for whoever has not come, the telephone for all. The number is asked for only when it is wanted. */
export function Contact({ line, shiftId }: { line: Line; shiftId: string }) {
  const say = useWords(words)
  const { person, state } = line
  const [told, setTold] = useState(false)
  const [phone, setPhone] = useState<string | null>()
  const { busy, trouble, act, retry } = useAct()
  const awaited = state === 'late' || state === 'expected' || state === 'standby'
  const send = () =>
    act(async () => {
      await api(remind, { shiftId, personId: person.id })
      setTold(true)
    })
  const ask = () => act(async () => setPhone((await api(get, { personId: person.id })).phone ?? null))
  // Who stands at my post may be of another team: then the number is not mine to see, and that is no fault.
  const foreign = trouble?.status === 404
  return (
    <>
      {foreign ? <Notice>{say('outOfReach')}</Notice> : <TroubleNotice trouble={trouble} onRetry={retry} />}
      {told && <Notice tone="good" title={say('reminded', { name: person.name ?? person.volunteerNo })} live />}
      <div class="pair">
        {awaited && (
          <Button kind="default" busy={busy} disabled={told} onTap={send}>
            {say('remind')}
          </Button>
        )}
        {phone === undefined ? (
          <Button kind="default" busy={busy} onTap={ask}>
            {say('call')}
          </Button>
        ) : (
          <Telephone phone={phone} />
        )}
      </div>
    </>
  )
}

function Telephone({ phone }: { phone: string | null }) {
  const say = useWords(words)
  if (!phone) return <p class="small">{say('noPhone')}</p>
  if (phone.includes('*')) return <p class="small">{say('phoneOnly', { phone })}</p>
  return (
    <a class="weui-btn weui-btn_default" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
      {say('callNow', { phone })}
    </a>
  )
}
