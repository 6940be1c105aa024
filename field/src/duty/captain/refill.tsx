import { raiseShortage, shortages } from '@muster/core/roster/shortage.wire.ts'
import { api } from '../../platform/api.ts'
import { once } from '../../platform/attempt.ts'
import { useWords } from '../../platform/language.ts'
import { useAct, useLoad } from '../../platform/load.ts'
import { Button } from '../../shared/button.tsx'
import { Notice, TroubleNotice } from '../../shared/notice.tsx'
import { words } from './words.ts'

/** Others are asked for a place that is empty: by a tap, or by themselves after a no-show; how far that is, is said. */
export function Refill({ shiftId, missing }: { shiftId: string; missing: number }) {
  const say = useWords(words)
  const asked = useLoad(`shortages.${shiftId}`, 'duty shortages', () => api(shortages, {}))
  const { busy, trouble, act } = useAct()
  const open = (asked.data?.rows ?? []).filter(({ shift }) => shift.id === shiftId)
  const wanted = open.reduce((sum, one) => sum + one.missing, 0)
  const more = missing - wanted
  const raise = () =>
    act(async () => {
      await once.run(`raise.${shiftId}`, id => api(raiseShortage, { shiftId, id, people: more }))
      asked.reload()
    })
  return (
    <>
      <TroubleNotice trouble={trouble} />
      {wanted > 0 && (
        <Notice tone="watch" live>
          {say('refilling', { asked: open.reduce((sum, one) => sum + one.asked, 0), missing: wanted })}
        </Notice>
      )}
      {asked.data && more > 0 && (
        <>
          <Button kind="default" busy={busy} onTap={raise}>
            {say('refill', { count: more })}
          </Button>
          <p class="soft small">{say('refillMeans')}</p>
        </>
      )}
    </>
  )
}
