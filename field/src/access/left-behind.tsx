import { useState } from 'preact/hooks'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { leftBehind, lost, readLost, SEALED_HOURS } from '../platform/left-behind.ts'
import { useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Notice } from '../shared/notice.tsx'
import { words } from './words.ts'

/** What was written down on this phone and not sent before a session ended: what waits for its writer, and what is lost. */
export function LeftBehind() {
  const say = useWords(words)
  const language = useLanguage()
  const { data: left = [] } = useLoad('left-behind', '', leftBehind)
  const [gone, setGone] = useState(false)
  const erased = left && !gone ? lost() : undefined
  const span = ({ count, first, last }: { count: number; first: number; last: number }) => ({
    count,
    from: timeOf(first, language),
    to: timeOf(last, language),
  })
  const read = () => {
    readLost()
    setGone(true)
  }
  return (
    <>
      {left.map(one => (
        <Notice key={one.account} tone="gap" title={say('leftTitle', span(one))}>
          <p>{say('leftHow', { until: timeOf(one.until ?? one.last + SEALED_HOURS * 3_600_000, language) })}</p>
        </Notice>
      ))}
      {erased && (
        <Notice tone="gap" title={say('lostTitle', span(erased))}>
          <p>{say('lostHow')}</p>
          <Button kind="default" onTap={read}>
            {say('lostRead')}
          </Button>
        </Notice>
      )}
    </>
  )
}
