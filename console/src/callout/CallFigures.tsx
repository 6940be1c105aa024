import type { Call } from '@muster/core/callout/wire.ts'
import { serverNow } from '../platform/clock.ts'
import { Figure } from '../shared/Figure.tsx'
import { RULES } from './rules.ts'
import { isOpen, shortOf } from './states.ts'
import { useCallWords } from './words.ts'

/** The call in numbers: what is short stands first. */
export function CallFigures({ call }: { call: Call }) {
  const say = useCallWords()
  const { counts } = call
  const asOf = new Date(serverNow()).toISOString()
  const figure = (key: keyof typeof RULES, value: number, more: { of?: number; state?: 'gap' | 'watch' } = {}) => (
    <Figure key={key} label={say(key)} value={value} unit="PERSONS" asOf={asOf} rule={RULES[key]} {...more} />
  )
  if (call.state === 'draft') return null
  const short = shortOf(call)
  return (
    <dl className="figures call-facts">
      {isOpen(call) && short > 0 && figure('short', short, { state: 'gap' })}
      {figure('confirmed', counts.confirmed, { of: call.quota })}
      {counts.held > 0 && figure('held', counts.held, { state: 'watch' })}
      {figure('reserve', counts.reserve)}
      {figure('signedUp', counts.signedUp)}
      {counts.withdrawn > 0 && figure('withdrawn', counts.withdrawn)}
      {counts.stoodDown > 0 && figure('stoodDown', counts.stoodDown)}
      {(counts.presentAtMuster > 0 || call.departedAt) &&
        figure('presentAtMuster', counts.presentAtMuster, { of: counts.confirmed })}
      {counts.presentAtDeparture > 0 && figure('presentAtDeparture', counts.presentAtDeparture)}
      {call.wave > 1 && figure('cumulativeAll', call.cumulative)}
    </dl>
  )
}
