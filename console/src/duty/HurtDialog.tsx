import { hurtFor } from '@muster/core/duty/care.wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { Note } from '../shared/Note.tsx'
import { Tick } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDutyWords } from './words.ts'

export interface Hurt {
  readonly what: 'injury' | 'distress'
  readonly personId: string
  readonly name: string
}

/** Somebody is hurt or needs support: noted in one step, first aid said at once, seen by few. */
export function HurtDialog({ hurt, shiftId, onDone }: { hurt: Hurt; shiftId: string; onDone: () => void }) {
  const say = useDutyWords()
  const said = useSaid()
  const done = useDone()
  const [id] = useState(newId)
  const [leaves, setLeaves] = useState(hurt.what === 'injury')
  const [help, setHelp] = useState<Awaited<ReturnType<typeof tell>>>()
  const { tell, telling, problem } = useTell(hurtFor)
  const send = async () => {
    if (help) return onDone()
    const answer = await tell({ shiftId, id, personId: hurt.personId, what: hurt.what, leaves })
    if (!answer) return
    setHelp(answer)
    done(say('hurtDone', { on: answer.followUpOn }))
  }
  return (
    <Confirm
      open
      title={say('hurtTitle', { name: hurt.name, what: say(hurt.what) })}
      does={say(help ? 'codeBack' : 'hurtDo')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      {help ? (
        <>
          <ol>
            {help.firstAid.map(step => (
              <li key={step.zh}>{said(step)}</li>
            ))}
          </ol>
          <Note state="watch">{said(help.insurance)}</Note>
        </>
      ) : (
        <>
          <p>{say('hurtSays')}</p>
          <Tick checked={leaves} onChange={setLeaves}>
            {say('hurtLeaves')}
          </Tick>
        </>
      )}
    </Confirm>
  )
}
