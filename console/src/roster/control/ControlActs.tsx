import {
  type Control,
  type ControlPage,
  endControl,
  renewControl,
  setControlSites,
} from '@muster/core/roster/control.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { Confirm } from '../../shared/Confirm.tsx'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import { Side } from '../../shared/Side.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { SiteTicks } from './SiteTicks.tsx'
import { useControlWords } from './words.ts'

interface Props {
  readonly control: Control
  readonly onClose: () => void
}

/** Looked at again and still needed. */
export function RenewControl({ control, onClose }: Props) {
  const say = useControlWords()
  const done = useDone()
  const [batchId] = useState(newId)
  const [reason, setReason] = useState('')
  const { tell, telling, problem } = useTell(renewControl)
  const send = async () => {
    const answer = await tell({ controlId: control.id, version: control.version, batchId, reason })
    if (!answer) return
    done(say('didRenew', { day: answer.control.reviewOn ?? '', shifts: answer.made.shifts }))
    onClose()
  }
  return (
    <Confirm
      open
      title={`${say('renew')} · ${control.name}`}
      does={say('renew')}
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Note state="watch">{`${say('renewSays')} ${say('reviewMost')}`}</Note>
      <Reason value={reason} onChange={setReason} />
    </Confirm>
  )
}

/** Lifts it; its posts may be closed with it. */
export function EndControl({ control, onClose }: Props) {
  const say = useControlWords()
  const [reason, setReason] = useState('')
  const [closePosts, setClosePosts] = useState(false)
  const { tell, telling, problem } = useTell(endControl)
  const send = async () => {
    if (await tell({ controlId: control.id, version: control.version, reason, closePosts })) onClose()
  }
  return (
    <Confirm
      open
      grave
      title={`${say('end')} · ${control.name}`}
      does={say('end')}
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Note state="watch">{say('endSays')}</Note>
      <Reason value={reason} onChange={setReason} />
      <Tick checked={closePosts} onChange={setClosePosts}>
        {say('closePosts')}
      </Tick>
    </Confirm>
  )
}

/** The sites in it from now on; a building that joins one in force gets its posts. */
export function SetSites({ whole, onClose }: { whole: ControlPage; onClose: () => void }) {
  const say = useControlWords()
  const done = useDone()
  const { control } = whole
  const [batchId] = useState(newId)
  const [siteIds, setSiteIds] = useState<readonly string[]>(whole.sites.map(({ site }) => site.id))
  const { tell, telling, problem } = useTell(setControlSites)
  const send = async () => {
    const answer = await tell({ controlId: control.id, version: control.version, batchId, siteIds: [...siteIds] })
    if (!answer) return
    done(say('didChange', answer.made))
    onClose()
  }
  return (
    <Side
      open
      title={`${say('sitesAct')} · ${control.name}`}
      does={say('sitesAct')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <SiteTicks territory={control.territory.code} value={siteIds} onChange={setSiteIds} />
    </Side>
  )
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const say = useControlWords()
  return (
    <Field label={say('reason')} hint={say('reasonHint')} required>
      {control => <LongText {...control} rows={2} most={200} value={value} onChange={onChange} />}
    </Field>
  )
}
