import { FIRST_AID, insuranceWords } from '@muster/core/duty/care.ts'
import type { HURTS } from '@muster/core/duty/kinds.ts'
import { useEffect, useState } from 'preact/hooks'
import { useLanguage, useWords } from '../platform/language.ts'
import { useSync } from '../platform/sync.ts'
import { Button } from '../shared/button.tsx'
import { Choice } from '../shared/field.tsx'
import { Notice, type Tone } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { words } from './words.ts'

export type Hurt = (typeof HURTS)[number]
/** What happened, and whether the person leaves the post. */
export type SayHurt = (what: Hurt, leaves: boolean) => void

/** One tap for help: what to do now is said at once, with a line or without, and nobody asks why. */
export function Hurt({ onSay }: { onSay: SayHurt }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [leaves, setLeaves] = useState(true)
  const send = (what: Hurt) => {
    setOpen(false)
    onSay(what, leaves)
  }
  return (
    <>
      <Button kind="quiet" onTap={() => setOpen(true)}>
        {say('hurt')}
      </Button>
      {open && (
        <Sheet title={say('hurt')} onClose={() => setOpen(false)}>
          <p class="small">{say('hurtMeans')}</p>
          <Choice label={say('leaveNow')} checked={leaves} onChange={setLeaves} />
          <Button kind="warn" onTap={() => send('injury')}>
            {say('injury')}
          </Button>
          <Button kind="warn" onTap={() => send('distress')}>
            {say('distress')}
          </Button>
        </Sheet>
      )}
    </>
  )
}

/** The same for whoever said it of themselves, and whether anybody was told yet. */
export function OwnHelp({ id, what, busy }: { id: string; what: Hurt; busy: boolean }) {
  const say = useWords(words)
  const reached = useReached(id, busy)
  return <Help title={say(reached)} tone={TONES[reached]} what={what} />
}

/** What to do in the first minutes, who pays, and that somebody asks again. */
export function Help({ title, tone = 'good', what }: { title: string; tone?: Tone; what: Hurt }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <Notice tone={tone} title={title} live>
      <ul>
        {FIRST_AID[what].map(line => (
          <li key={line.en}>{line[language]}</li>
        ))}
      </ul>
      <p class="small">{insuranceWords(undefined)[language]}</p>
      {tone === 'good' && <p class="small">{say('followUp')}</p>}
    </Notice>
  )
}

const TONES = { told: 'good', telling: 'watch', untold: 'gap' } as const satisfies Record<string, Tone>

/** Only what the server took has reached anybody: what waits for a line, was refused or could not be kept has not. */
function useReached(id: string, busy: boolean): keyof typeof TONES {
  const { entries, sent } = useSync()
  const taken = sent.some(one => one.id === id)
  const [told, setTold] = useState(false)
  useEffect(() => setTold(before => before || taken), [taken])
  if (told || taken) return 'told'
  return busy && !entries.some(one => one.id === id && one.state === 'refused') ? 'telling' : 'untold'
}
