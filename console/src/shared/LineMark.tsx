import { useBehind } from '../platform/behind.ts'
import { useLive } from '../platform/live.ts'
import { useTimes } from '../platform/time.ts'
import { StateMark } from './StateMark.tsx'
import { useSharedWords } from './words.ts'

/** Whether what is on the screen follows what happens. */
export function LineMark() {
  const { line, heardAt } = useLive()
  const say = useSharedWords()
  const times = useTimes()
  const behind = useBehind()
  if (line === 'lost')
    return (
      <output className="line-mark">
        <StateMark state="watch">{say('lineLost', { at: times.clock(heardAt) })}</StateMark>
      </output>
    )
  if (behind !== undefined)
    return (
      <output className="line-mark">
        <StateMark state="watch">{say('lineBehind', { at: times.second(behind) })}</StateMark>
      </output>
    )
  return (
    <span className="line-mark">
      <StateMark state={line === 'open' ? 'good' : 'silent'}>
        {say(line === 'open' ? 'lineOpen' : 'lineJoining')}
      </StateMark>
    </span>
  )
}
