import { leftUntil } from '../../platform/clock.ts'
import { useWords } from '../../platform/language.ts'
import { useNow } from '../../platform/now.ts'
import { Sign } from '../../shared/notice.tsx'
import { words } from './words.ts'

/** How long somebody may still wear the suit. @param most minutes in one spell */
export function SuitLeft({ since, most }: { since: string; most: number }) {
  const say = useWords(words)
  useNow(1000)
  const left = leftUntil(new Date(Date.parse(since) + most * 60_000).toISOString())
  const over = left.seconds === 0
  return <Sign tone={over ? 'gap' : 'silent'}>{over ? say('suitOver') : say('suit', { minutes: left.text })}</Sign>
}
