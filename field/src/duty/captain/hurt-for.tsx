import { hurtFor } from '@muster/core/duty/care.wire.ts'
import type { HURTS } from '@muster/core/duty/kinds.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { once } from '../../platform/attempt.ts'
import { useWords } from '../../platform/language.ts'
import { useAct } from '../../platform/load.ts'
import { Button } from '../../shared/button.tsx'
import { Choice } from '../../shared/field.tsx'
import { TroubleNotice } from '../../shared/notice.tsx'
import { Help } from '../hurt.tsx'
import type { PersonProps } from './person.tsx'
import { words } from './words.ts'

/** Somebody beside me is hurt or needs support: what to do now comes back at once. */
export function HurtFor({ line: { person }, sheet: { shift }, lead }: PersonProps) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [leaves, setLeaves] = useState(true)
  const [help, setHelp] = useState<OutputOf<typeof hurtFor>>()
  const { busy, trouble, act } = useAct()
  const name = person.name ?? person.volunteerNo
  const send = (what: (typeof HURTS)[number]) =>
    act(async () => {
      const said = { shiftId: shift.id, personId: person.id, what, leaves }
      setHelp(await once.run(`hurt.${what}.${shift.id}.${person.id}`, id => api(hurtFor, { id, ...said })))
      lead.sheet.reload()
    })
  if (help) return <Help title={say('hurtNoted', { name })} help={help} />
  if (!open) {
    return (
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {say('hurt')}
      </Button>
    )
  }
  return (
    <>
      <p class="small">{say('hurtMeans')}</p>
      <TroubleNotice trouble={trouble} />
      <Choice label={say('hurtLeaves')} checked={leaves} onChange={setLeaves} />
      <Button kind="warn" busy={busy} onTap={() => send('injury')}>
        {say('injury', { name })}
      </Button>
      <Button kind="warn" busy={busy} onTap={() => send('distress')}>
        {say('distress', { name })}
      </Button>
    </>
  )
}
