import { amend, type Call } from '@muster/core/callout/wire.ts'
import Button from 'antd/es/button'
import Drawer from 'antd/es/drawer'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { Note } from '../shared/Note.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import type { DialogProps } from './CallDialogs.tsx'
import { CallFields } from './CallFields.tsx'
import { CallSize } from './CallSize.tsx'
import { bodyOf, type CallForm, formOf, isComplete } from './form.ts'
import { useNames } from './useNames.ts'
import { useCallWords } from './words.ts'

/** Changes a call: a draft as one likes, a published one by version. Waits for the names of its audience. */
export function AmendDrawer({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const names = useNames(call)
  return (
    <Drawer open title={say('amend')} size={680} onClose={onDone} mask={{ closable: false }}>
      {names && <AmendForm call={call} names={names} onDone={onDone} />}
    </Drawer>
  )
}

function AmendForm({ call, names, onDone }: DialogProps & { readonly names: ReadonlyMap<string, string> }) {
  const say = useCallWords()
  const named = (key: string): Choice => ({ key, name: names.get(key) ?? key })
  // The version that was read first is the one that is changed: what others changed meanwhile is not overwritten.
  const [{ form, version }, setState] = useState<{ form: CallForm; version: Call['version'] }>(() => ({
    form: formOf(call, named),
    version: call.version,
  }))
  const { tell, telling, problem } = useTell(amend)
  const send = async () => {
    if (await tell({ callId: call.id, version, ...bodyOf(form) })) onDone()
  }
  return (
    <>
      {call.version !== version && <Note state="watch">{say('changed')}</Note>}
      <CallFields form={form} published={call.state !== 'draft'} onChange={next => setState({ form: next, version })} />
      <CallSize form={form} />
      <ProblemNote problem={problem} again={() => void send()} />
      <p>
        <Button type="primary" loading={telling} disabled={!isComplete(form)} onClick={() => void send()}>
          {call.state === 'draft' ? say('save') : say('amendSave')}
        </Button>
      </p>
    </>
  )
}
