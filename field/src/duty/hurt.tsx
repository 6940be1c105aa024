import { hurtOwn } from '@muster/core/duty/care.wire.ts'
import type { HURTS } from '@muster/core/duty/kinds.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { dayOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Choice } from '../shared/field.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { words } from './words.ts'

/** One tap for help: what to do now comes back at once, and nobody asks why. */
export function Hurt({ shiftId, onSaid }: { shiftId: string; onSaid: () => void }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [leaves, setLeaves] = useState(true)
  const [help, setHelp] = useState<OutputOf<typeof hurtOwn>>()
  const { busy, trouble, act } = useAct()
  const send = (what: (typeof HURTS)[number]) =>
    act(async () => {
      setHelp(await once.run(`hurt.${what}.${shiftId}`, id => api(hurtOwn, { id, shiftId, what, leaves })))
      setOpen(false)
      onSaid()
    })
  return (
    <>
      {help && <Help title={say('told')} help={help} />}
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {say('hurt')}
      </Button>
      {open && (
        <Sheet title={say('hurt')} onClose={() => setOpen(false)}>
          <p class="small">{say('hurtMeans')}</p>
          <TroubleNotice trouble={trouble} />
          <Choice label={say('leaveNow')} checked={leaves} onChange={setLeaves} />
          <Button kind="warn" busy={busy} onTap={() => send('injury')}>
            {say('injury')}
          </Button>
          <Button kind="warn" busy={busy} onTap={() => send('distress')}>
            {say('distress')}
          </Button>
        </Sheet>
      )}
    </>
  )
}

/** What to do in the first minutes, who pays, and when somebody asks again. */
export function Help({ title, help }: { title: string; help: OutputOf<typeof hurtOwn> }) {
  const say = useWords(words)
  const language = useLanguage()
  const { firstAid, insurance, followUpOn } = help
  return (
    <Notice tone="good" title={title} live>
      <ul>
        {firstAid.map(line => (
          <li key={line.en}>{line[language]}</li>
        ))}
      </ul>
      <p class="small">{insurance[language]}</p>
      <p class="small">{say('followUp', { day: dayOf(followUpOn, language) })}</p>
    </Notice>
  )
}
