import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { now } from '../platform/clock.ts'
import { useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import { Countdown } from '../shared/countdown.tsx'
import { Choice, Field, Select } from '../shared/field.tsx'
import { Notice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { Hurt } from './hurt.tsx'
import type { OnPost } from './on-post.ts'
import { words } from './words.ts'

interface ActProps {
  readonly mine: MyShift
  readonly onPost: OnPost
}

/** What somebody on post does, in the order of a shift: opening, suit and breaks, hand-over, leaving. */
export function Acts(props: ActProps) {
  const { mine, onPost } = props
  const say = useWords(words)
  const resting = mine.state === 'break'
  return (
    <>
      <Opening {...props} />
      {mine.post.suitMinutes !== null && <Suit {...props} />}
      <Button
        kind={resting ? 'primary' : 'default'}
        busy={onPost.busy}
        onTap={() => onPost.act(mine.shift.id, resting ? 'break-ended' : 'break-began')}
      >
        {say(resting ? 'breakEnd' : 'breakBegin')}
      </Button>
      <HandOver {...props} />
      <Leave {...props} />
      <Hurt shiftId={mine.shift.id} onSaid={onPost.duty.reload} />
    </>
  )
}

function Opening({ mine, onPost }: ActProps) {
  const say = useWords(words)
  if (mine.opening.every(({ at }) => at !== null)) return null
  return (
    <fieldset class="choices">
      <legend>{say('opening')}</legend>
      {mine.opening.map(({ item, at }) => (
        <Choice
          key={item}
          label={item}
          checked={at !== null}
          onChange={checked => checked && !at && onPost.act(mine.shift.id, 'ticked', { item })}
        />
      ))}
    </fieldset>
  )
}

function Suit({ mine, onPost }: ActProps) {
  const say = useWords(words)
  const since = mine.turn?.suitSince
  const until = since && new Date(Date.parse(since) + mine.suitMost * 60_000).toISOString()
  const over = until && Date.parse(until) <= now()
  return (
    <>
      {until && !over && <Countdown until={until} label={say('suitLeft')} onEnd={onPost.duty.reload} />}
      {over && <Notice tone="gap" title={say('suitOver')} live />}
      <Button
        kind={over ? 'primary' : 'default'}
        busy={onPost.busy}
        onTap={() => onPost.act(mine.shift.id, since ? 'suit-off' : 'suit-on')}
      >
        {say(since ? 'suitOff' : 'suitOn')}
      </Button>
    </>
  )
}

function HandOver({ mine, onPost }: ActProps) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const here = mine.next?.people.filter(({ arrived }) => arrived) ?? []
  const [to, setTo] = useState('')
  if (mine.turn?.handedOver) return <p class="soft small">{say('handed')}</p>
  if (here.length === 0) return null
  const send = () => {
    setOpen(false)
    const otherId = to || here[0]!.person.id
    onPost.act(mine.shift.id, 'handed-over', { otherId, ...(note.trim() && { note: note.trim() }) })
  }
  return (
    <>
      <Button kind="default" busy={onPost.busy} onTap={() => setOpen(true)}>
        {say('handOver')}
      </Button>
      {open && (
        <Sheet title={say('handOver')} onClose={() => setOpen(false)}>
          {here.length > 1 && (
            <Select
              label={say('handOverTo')}
              value={to || here[0]!.person.id}
              options={here.map(({ person }) => [person.id, person.name ?? person.volunteerNo] as const)}
              onChange={setTo}
            />
          )}
          <Field
            label={say('handOverNote')}
            hint={say('handOverHint')}
            optional
            lines={3}
            most={500}
            value={note}
            onChange={setNote}
          />
          <Button onTap={send}>{say(note.trim() ? 'handOver' : 'handOverNothing')}</Button>
        </Sheet>
      )}
    </>
  )
}

/** Leaving says at once what it means for the post; staying instead is beside it. */
function Leave({ mine, onPost }: ActProps) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [why, setWhy] = useState('')
  const over = Date.parse(mine.shift.endsAt) <= now()
  const relieved = mine.next?.people.some(({ arrived }) => arrived) ?? false
  const leave = () => {
    setOpen(false)
    onPost.act(mine.shift.id, 'checked-out', { why: over ? (relieved ? 'relieved' : 'ended') : 'early' })
  }
  const stay = () => {
    setOpen(false)
    onPost.act(mine.shift.id, 'stayed', { reason: why.trim() })
  }
  return (
    <>
      <Button kind={over ? 'primary' : 'quiet'} busy={onPost.busy} onTap={() => setOpen(true)}>
        {say('checkOut')}
      </Button>
      {open && (
        <Sheet title={say('checkOutAsk')} onClose={() => setOpen(false)}>
          {!relieved && !mine.shift.openEnd && <Notice tone="watch">{say('checkOutMeans')}</Notice>}
          <Button kind="warn" onTap={leave}>
            {say(over ? 'ended' : 'early')}
          </Button>
          {over && !relieved && (
            <>
              <Field label={say('stayWhy')} most={200} value={why} onChange={setWhy} />
              <Button kind="default" disabled={why.trim() === ''} onTap={stay}>
                {say('stay')}
              </Button>
            </>
          )}
        </Sheet>
      )}
    </>
  )
}
