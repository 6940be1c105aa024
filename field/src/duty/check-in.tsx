import { checkIn, type MyShift } from '@muster/core/duty/turns.wire.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { OwnPage } from '../access/own-page.tsx'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { useWords } from '../platform/language.ts'
import { useAct } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Field } from '../shared/field.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import type { OnPost } from './on-post.ts'
import { words } from './words.ts'

/** “I am here”: with the six digits of the captain's screen, or without, for the captain to confirm. */
export function CheckIn({ mine, onPost }: { mine: MyShift; onPost: OnPost }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [digits, setDigits] = useState('')
  const send = (code?: string) => {
    setOpen(false)
    setDigits('')
    onPost.checkIn(mine.shift.id, code)
  }
  return (
    <>
      <Button big busy={onPost.busy} onTap={() => setOpen(true)}>
        {say('checkIn')}
      </Button>
      {open && (
        <Sheet title={say('checkInTitle')} onClose={() => setOpen(false)}>
          <Field
            label={say('codeLabel')}
            hint={say('codeHint')}
            kind="tel"
            most={6}
            value={digits}
            onChange={value => setDigits(value.replace(/\D/g, ''))}
          />
          <Button disabled={digits.length < 6} onTap={() => send(digits)}>
            {say('withCode')}
          </Button>
          <Button kind="default" onTap={() => send()}>
            {say('withoutCode')}
          </Button>
        </Sheet>
      )}
    </>
  )
}

/** Where the captain's code leads, whatever scanned it: checks in at once. */
export function CheckInPage({ code }: { code: string }) {
  const say = useWords(words)
  return (
    <OwnPage tab="duty" title={say('checkInTitle')}>
      {person => <Scanned key={person.id} code={code} personId={person.id} />}
    </OwnPage>
  )
}

function Scanned({ code, personId }: { code: string; personId: string }) {
  const say = useWords(words)
  const [mine, setMine] = useState<MyShift>()
  const { trouble, act } = useAct()
  const send = () =>
    act(async () => setMine(await once.run(`scan.${code}.${personId}`, id => api(checkIn, { id, code }))))
  const sending = useRef(send)
  sending.current = send
  useEffect(() => sending.current(), [code])
  return (
    <div class="stack">
      <h1>{say('checkInTitle')}</h1>
      <TroubleNotice trouble={trouble} onRetry={send} />
      {mine && <Notice tone="good" title={say('checkedIn', { post: mine.post.name })} live />}
      <p>
        <a href="/m/duty">{say('toDuty')}</a>
      </p>
    </div>
  )
}
