import { readCode } from '@muster/core/duty/codes.ts'
import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { OwnPage } from '../access/own-page.tsx'
import { KeptEntries } from '../ledger/kept-entries.tsx'
import { kept } from '../platform/keep.ts'
import { useWords } from '../platform/language.ts'
import { newId } from '../platform/uuid.ts'
import { Button } from '../shared/button.tsx'
import { Field } from '../shared/field.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { type OnPost, useOnPost } from './on-post.ts'
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
  const onPost = useOnPost(personId)
  const shiftId = readCode(code)?.shiftId
  const mine = onPost.duty.data?.rows.find(({ shift }) => shift.id === shiftId)
  const checkIn = useRef(onPost.checkIn)
  checkIn.current = onPost.checkIn
  useEffect(() => {
    if (shiftId) checkIn.current(shiftId, code, idOfScan(`${code} ${personId}`))
  }, [code, shiftId, personId])
  const entries = onPost.entries.filter(({ fact }) => fact.payload.code === code)
  const heard = !onPost.busy && !onPost.trouble && entries.length === 0
  return (
    <div class="stack">
      <h1>{say('checkInTitle')}</h1>
      <TroubleNotice trouble={onPost.trouble} />
      {!shiftId && <Notice tone="gap" title={say('codeUnread')} />}
      <KeptEntries entries={entries} />
      {heard && mine && <Stands mine={mine} />}
      <p>
        <a href="/m/duty">{say('toDuty')}</a>
      </p>
    </div>
  )
}

/** Whoever is not counted must not read that they are: the code may have been refused, or its turn be over. */
function Stands({ mine }: { mine: MyShift }) {
  const say = useWords(words)
  if (mine.turn?.state === 'on') return <Notice tone="good" title={say('checkedIn', { post: mine.post.name })} live />
  return (
    <Notice tone="gap" title={say('standsSo', { post: mine.post.name, state: say(mine.state) })} live>
      <p>{say('scanAnew')}</p>
    </Notice>
  )
}

const SCAN = 'muster.scan'

/** A code that is opened again, after a reload or from the chat, is the same check-in. */
function idOfScan(scan: string): string {
  const [known, id] = (kept.get(SCAN) ?? '').split(' = ')
  if (known === scan && id) return id
  const made = newId()
  kept.set(SCAN, `${scan} = ${made}`)
  return made
}
