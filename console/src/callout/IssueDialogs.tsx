import { select } from '@muster/core/callout/seats.wire.ts'
import { end, publish, size, withdraw } from '@muster/core/callout/wire.ts'
import { SKILLS } from '@muster/core/people/wire.ts'
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { Confirm } from '../shared/Confirm.tsx'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import type { DialogProps } from './CallDialogs.tsx'
import { useCallWords } from './words.ts'

/** Publishing says how many people it reaches. */
export function PublishDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const { tell, telling, problem } = useTell(publish)
  const reached = useAsk(size, { audience: call.audience, quota: call.quota })
  const send = async () => {
    if (await tell({ callId: call.id, version: call.version })) onDone()
  }
  return (
    <Confirm
      open
      title={say('publish')}
      does={say('publish')}
      busy={telling}
      problem={problem ?? reached.problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('publishSays', { count: reached.data?.addressed ?? '…', basis: say(`basis.${call.basis}`) })}</p>
      <p className="soft">{say(`basisSays.${call.basis}`)}</p>
    </Confirm>
  )
}

/** Withdrawing gives a reason that everybody who signed up will read. */
export function WithdrawDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const [reason, setReason] = useState('')
  const { tell, telling, problem } = useTell(withdraw)
  const send = async () => {
    if (await tell({ callId: call.id, version: call.version, reason })) onDone()
  }
  return (
    <Confirm
      open
      grave
      title={say('withdraw')}
      does={say('withdraw')}
      busy={telling}
      blocked={!reason.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('withdrawSays')}</p>
      <Field label={say('reason')} required>
        {control => <LongText {...control} rows={3} most={200} value={reason} onChange={text => setReason(text)} />}
      </Field>
    </Confirm>
  )
}

/** Ending tells the reserve that they need not come. */
export function EndDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const { tell, telling, problem } = useTell(end)
  const send = async () => {
    if (await tell({ callId: call.id, version: call.version })) onDone()
  }
  return (
    <Confirm
      open
      title={say('end')}
      does={say('end')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('endSays', { count: call.counts.reserve })}</p>
    </Confirm>
  )
}

/** The selection of a ranked call. */
export function SelectDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const said = useSaid()
  const [skills, setSkills] = useState<(typeof SKILLS)[number][]>(call.audience.skills)
  const { tell, telling, problem } = useTell(select)
  const send = async () => {
    if (await tell({ callId: call.id, version: call.version, skills })) onDone()
  }
  return (
    <Confirm
      open
      title={say('select')}
      does={say('select')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('selectSays', { count: call.counts.signedUp - call.counts.withdrawn, quota: call.quota })}</p>
      <Field label={say('selectSkills')}>
        {control => (
          <Select
            {...control}
            mode="multiple"
            style={{ width: '100%' }}
            value={skills}
            options={SKILLS.map(skill => ({ value: skill, label: said(SKILL_WORDS[skill]) }))}
            onChange={setSkills}
          />
        )}
      </Field>
    </Confirm>
  )
}
