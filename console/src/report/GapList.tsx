import './Home.css'
import { useTimes } from '../platform/time.ts'
import { Go } from '../shared/Go.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import type { Gap } from './gaps.ts'
import { useReportWords } from './words.ts'

const NAMES = 8

/** What needs somebody, each line with its action beside it. */
export function GapList({ gaps, past }: { gaps: readonly Gap[]; past: boolean }) {
  const say = useReportWords()
  if (gaps.length === 0)
    return (
      <p>
        <StateMark state="good">{say(past ? 'noGapsPast' : 'noGaps')}</StateMark>
      </p>
    )
  return (
    <ul className="gaps">
      {gaps.map(gap => (
        <li key={gap.key}>
          <StateMark state={gap.state} bare />
          <p>
            <GapWords gap={gap} />
          </p>
          <Go to={gap.action.to} {...(gap.action.search ? { search: gap.action.search } : {})} className="gap-act">
            {say(gap.action.words)}
          </Go>
        </li>
      ))}
    </ul>
  )
}

function GapWords({ gap }: { gap: Gap }) {
  const say = useReportWords()
  const times = useTimes()
  const what = [
    gap.parts && gap.parts.streets > 0 ? say('gap.streets', { count: gap.parts.streets }) : '',
    gap.parts && gap.parts.communities > 0 ? say('gap.communities', { count: gap.parts.communities }) : '',
  ].filter(Boolean)
  const holes = { ...gap.holes, what: what.join(say('gap.and')), at: gap.since ? times.brief(gap.since) : '' }
  const more = gap.more.map(({ words, holes: inner, at }) => say(words, { ...inner, at: at ? times.brief(at) : '' }))
  const names = gap.names?.slice(0, NAMES).join('、') ?? ''
  if (names) more.push((gap.names?.length ?? 0) > NAMES ? say('gap.etc', { names }) : names)
  return (
    <>
      <b>{say(gap.words, holes)}</b>
      {more.length > 0 && <span className="soft"> · {more.join(' · ')}</span>}
    </>
  )
}
