import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { useDraft, useHeard } from '../platform/draft.ts'
import { useWords } from '../platform/language.ts'
import { useNow } from '../platform/now.ts'
import { Button } from '../shared/button.tsx'
import { Countdown } from '../shared/countdown.tsx'
import { Field } from '../shared/field.tsx'
import { Notice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { arrivedOf, draftOf, HandOverForm } from './hand-over.tsx'
import { Hurt, type SayHurt } from './hurt.tsx'
import type { OnPost } from './on-post.ts'
import { Opening } from './opening.tsx'
import { words } from './words.ts'

interface ActProps {
  readonly mine: MyShift
  readonly onPost: OnPost
}

/** What somebody on post does, in the order of a shift: opening, suit and breaks, hand-over, leaving. */
export function Acts({ onHurt, ...props }: ActProps & { onHurt: SayHurt }) {
  const { mine, onPost } = props
  const say = useWords(words)
  const resting = mine.state === 'break'
  return (
    <>
      <Opening items={mine.opening} onTick={item => onPost.act(mine.shift.id, 'ticked', { item })} />
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
      <Hurt onSay={onHurt} />
    </>
  )
}

function Suit({ mine, onPost }: ActProps) {
  const say = useWords(words)
  const at = useNow(1000)
  const since = mine.turn?.suitSince
  const until = since && new Date(Date.parse(since) + mine.suitMost * 60_000).toISOString()
  const over = until && Date.parse(until) <= at
  return (
    <>
      {until && !over && <Countdown until={until} label={say('suitLeft')} />}
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
  useHeard(draftOf(mine.shift.id), Boolean(mine.turn?.handedOver))
  const here = arrivedOf(mine.next)
  if (mine.turn?.handedOver) return <p class="soft small">{say('handed')}</p>
  if (here.length === 0) return null
  const send: Parameters<typeof HandOverForm>[0]['onSend'] = said => {
    setOpen(false)
    onPost.act(mine.shift.id, 'handed-over', said)
  }
  return (
    <>
      <Button kind="default" busy={onPost.busy} onTap={() => setOpen(true)}>
        {say('handOver')}
      </Button>
      {open && (
        <Sheet title={say('handOver')} onClose={() => setOpen(false)}>
          <HandOverForm of={mine.shift.id} here={here} busy={onPost.busy} onSend={send} />
        </Sheet>
      )}
    </>
  )
}

/**
 * Leaving says at once what it means for the post, and why is chosen, not guessed: who was relieved before the end leaves no gap behind,
 * who goes early does. Staying instead is beside it.
 */
function Leave({ mine, onPost }: ActProps) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  useHeard(`stay.${mine.shift.id}`, Boolean(mine.turn?.stayed))
  const over = Date.parse(mine.shift.endsAt) <= useNow(20_000)
  const relieved = mine.next?.people.some(({ arrived }) => arrived) ?? false
  const leave = (why: 'relieved' | 'ended' | 'early') => {
    setOpen(false)
    onPost.act(mine.shift.id, 'checked-out', { why })
  }
  return (
    <>
      <Button kind={over ? 'primary' : 'quiet'} busy={onPost.busy} onTap={() => setOpen(true)}>
        {say('checkOut')}
      </Button>
      {open && (
        <Sheet title={say('checkOutAsk')} onClose={() => setOpen(false)}>
          {!relieved && !mine.shift.openEnd && <Notice tone="watch">{say('checkOutMeans')}</Notice>}
          {relieved && <Button onTap={() => leave('relieved')}>{say('relieved')}</Button>}
          {over && !relieved && <Button onTap={() => leave('ended')}>{say('ended')}</Button>}
          {!over && (
            <Button kind="warn" onTap={() => leave('early')}>
              {say('early')}
            </Button>
          )}
          {over && !relieved && <Stay mine={mine} onPost={onPost} onDone={() => setOpen(false)} />}
        </Sheet>
      )}
    </>
  )
}

function Stay({ mine, onPost, onDone }: ActProps & { onDone: () => void }) {
  const say = useWords(words)
  const { draft, change } = useDraft(`stay.${mine.shift.id}`, { why: '' })
  const stay = () => {
    onDone()
    onPost.act(mine.shift.id, 'stayed', { reason: draft.why.trim() })
  }
  return (
    <>
      <Field label={say('stayWhy')} most={200} value={draft.why} onChange={why => change({ why })} />
      <Button kind="default" disabled={draft.why.trim() === ''} onTap={stay}>
        {say('stay')}
      </Button>
    </>
  )
}
