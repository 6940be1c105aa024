import type { figures } from '@muster/core/enrolment/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useAnswersForPlaces } from '../platform/session.ts'
import { Figure } from '../shared/Figure.tsx'
import { PeopleBehind } from './PeopleBehind.tsx'
import { RULES } from './rules.ts'
import { useEnrolmentWords } from './words.ts'

type Figures = OutputOf<typeof figures>

interface Props {
  readonly figures: Figures
  /** One below the other, for a narrow column. */
  readonly ledger?: boolean
}

/** The double report in numbers: what is missing first, then what is there. */
export function EnrolmentFigures({ figures, ledger }: Props) {
  const say = useEnrolmentWords()
  const { asOf, base, expected, uncovered } = figures
  const behind = () => <PeopleBehind />
  const counted = (key: 'people' | 'units' | 'areas' | 'streets' | 'communities' | 'memberships', of?: number) => {
    const { value, unit, rule } = figures[key]
    const more = of === undefined ? {} : { of }
    return (
      <Figure key={key} label={say(key)} value={value} unit={unit} asOf={asOf} rule={rule} behind={behind} {...more} />
    )
  }
  const short = useAnswersForPlaces() && uncovered.streets + uncovered.communities > 0
  return (
    <dl className={`figures ${ledger ? 'ledger' : ''}`}>
      {counted('people')}
      {expected.missing > 0 && (
        <Figure
          label={say('missing')}
          value={expected.missing}
          of={expected.expected}
          unit="PERSONS"
          asOf={asOf}
          rule={RULES.missing}
          state="gap"
        />
      )}
      {counted('units')}
      {counted('areas', base.areas)}
      {counted('streets', base.streets)}
      {counted('communities', base.communities)}
      {short && (
        <Figure
          label={say('uncoveredFigure')}
          value={uncovered.communities}
          unit="COMMUNITIES"
          asOf={asOf}
          rule={RULES.uncovered}
          state="gap"
        />
      )}
      {counted('memberships')}
    </dl>
  )
}
