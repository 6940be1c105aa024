import { giveAway, keepShift, offerSwap, swapPartners } from '@muster/core/roster/asks.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { once } from '../platform/attempt.ts'
import { now, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Shown } from '../shared/faces.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import type { Offered } from './my-shifts.ts'
import { words } from './words.ts'

/** How long others have to answer, in milliseconds: a day; the server ends it when the shift begins. */
const ANSWER_MS = 24 * 3_600_000

interface SwapProps {
  readonly assignmentId: string
  /** As the server knows it: an offer can be taken back on another day, and from another phone. */
  readonly offered: Offered | null
  readonly onChanged: () => void
}

/** Gives a shift of mine to somebody else, or swaps it; it stays mine until they agree. */
export function SwapShift({ assignmentId, offered, onChanged }: SwapProps) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const { busy, trouble, act } = useAct()
  const until = () => new Date(now() + ANSWER_MS).toISOString()
  const send = (withAssignmentId?: string) =>
    act(async () => {
      await once.run(`swap.${assignmentId}.${withAssignmentId ?? ''}`, id =>
        withAssignmentId
          ? api(offerSwap, { assignmentId, id, withAssignmentId, until: until() })
          : api(giveAway, { assignmentId, id, until: until() }),
      )
      setOpen(false)
      onChanged()
    })
  const keep = () =>
    act(async () => {
      await api(keepShift, { assignmentId })
      onChanged()
    })
  return (
    <>
      {offered ? (
        <Standing offered={offered} busy={busy} onKeep={keep} />
      ) : (
        <Button kind="quiet" onTap={() => setOpen(true)}>
          {say('swap')}
        </Button>
      )}
      {!open && <TroubleNotice trouble={trouble} />}
      {open && (
        <Sheet title={say('swap')} onClose={() => setOpen(false)}>
          <p class="small">{say('swapMeans')}</p>
          <TroubleNotice trouble={trouble} />
          <Button busy={busy} onTap={() => send()}>
            {say('giveAway')}
          </Button>
          <Partners assignmentId={assignmentId} busy={busy} onPick={send} />
        </Sheet>
      )}
    </>
  )
}

function Standing({ offered, busy, onKeep }: { offered: Offered; busy: boolean; onKeep: () => void }) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <Notice tone="watch" title={say('asked', { count: offered.asked })} live>
      <p class="small">{say('askedUntil', { time: timeOf(offered.until, language) })}</p>
      <Button kind="default" busy={busy} onTap={onKeep}>
        {say('keep')}
      </Button>
    </Notice>
  )
}

function Partners(props: { assignmentId: string; busy: boolean; onPick: (assignmentId: string) => void }) {
  const { assignmentId, busy, onPick } = props
  const say = useWords(words)
  const language = useLanguage()
  const found = useLoad(`partners.${assignmentId}`, '', () => api(swapPartners, { assignmentId }))
  return (
    <Shown of={found}>
      {({ rows }) => (
        <>
          {rows.length === 0 && <p class="soft">{say('noPartner')}</p>}
          {rows.map(({ assignmentId: other, volunteerNumber, shift }) => (
            <Button key={other} kind="default" busy={busy} onTap={() => onPick(other)}>
              {say('swapWith', { number: volunteerNumber })} · {timeOf(shift.startsAt, language)}
            </Button>
          ))}
        </>
      )}
    </Shown>
  )
}
