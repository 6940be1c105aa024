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
import { words } from './words.ts'

/** How long others have to answer, in milliseconds: a day; the server ends it when the shift begins. */
const ANSWER_MS = 24 * 3_600_000

/** Gives a shift of mine to somebody else, or swaps it; it stays mine until they agree. */
export function SwapShift({ assignmentId }: { assignmentId: string }) {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState<number>()
  const { busy, trouble, act } = useAct()
  const until = () => new Date(now() + ANSWER_MS).toISOString()
  const send = (withAssignmentId?: string) =>
    act(async () => {
      const told = await once.run(`swap.${assignmentId}.${withAssignmentId ?? ''}`, id =>
        withAssignmentId
          ? api(offerSwap, { assignmentId, id, withAssignmentId, until: until() })
          : api(giveAway, { assignmentId, id, until: until() }),
      )
      setAsked(told.asked)
      setOpen(false)
    })
  const keep = () =>
    act(async () => {
      await api(keepShift, { assignmentId })
      setAsked(undefined)
    })
  return (
    <>
      <TroubleNotice trouble={trouble} />
      {asked === undefined ? (
        <Button kind="quiet" onTap={() => setOpen(true)}>
          {say('swap')}
        </Button>
      ) : (
        <Notice tone="watch" title={say('asked', { count: asked })} live>
          <Button kind="quiet" busy={busy} onTap={keep}>
            {say('keep')}
          </Button>
        </Notice>
      )}
      {open && (
        <Sheet title={say('swap')} onClose={() => setOpen(false)}>
          <p class="small">{say('swapMeans')}</p>
          <Button busy={busy} onTap={() => send()}>
            {say('giveAway')}
          </Button>
          <Partners assignmentId={assignmentId} busy={busy} onPick={send} />
        </Sheet>
      )}
    </>
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
