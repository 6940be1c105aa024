import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { LIMIT_BOUNDS, SAFETY, type SafetyLimits } from '@muster/core/roster/safety.ts'
import { safetyLimits } from '@muster/core/roster/safety.wire.ts'
import { useState } from 'react'
import '../../people/Import.css'
import { useAsk } from '../../platform/api.ts'
import { useSaid } from '../../platform/language.ts'
import { useHolds, usePlacesOf } from '../../platform/session.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Go } from '../../shared/Go.tsx'
import { Page } from '../../shared/Page.tsx'
import { ChangeLimits } from './ChangeLimits.tsx'
import { LIMITS, type LimitName } from './limits.ts'
import { ProtectTabs } from './ProtectTabs.tsx'
import { useProtectWords } from './words.ts'

/** The limits that protect people: each with what holds, what the house holds, how far it may be set, and its source. */
export function LimitsPage() {
  const say = useProtectWords()
  const holds = useHolds()
  const asked = useAsk(safetyLimits, {})
  const [changing, setChanging] = useState(false)
  const wholeCity = usePlacesOf(['city-desk', 'street-desk']) === undefined
  const act = (
    <Act
      verb="roster.plan"
      blocked={wholeCity ? undefined : say('changedByCity')}
      type="primary"
      onClick={() => setChanging(true)}
    >
      {say('change')}
    </Act>
  )
  return (
    <Page title={say('limits')} actions={asked.data && act}>
      <ProtectTabs />
      <p className="prose">
        {say('limitsFor')} {say('limitsWhy')}{' '}
        {holds('roster.assign') && <Go to="/duty/overrides">{say('seeOverrides')}</Go>}
      </p>
      <Answer asked={asked}>{limits => <LimitTable limits={limits} />}</Answer>
      {changing && asked.data && <ChangeLimits limits={asked.data} onClose={() => setChanging(false)} />}
    </Page>
  )
}

function LimitTable({ limits }: { limits: SafetyLimits }) {
  const say = useProtectWords()
  const said = useSaid()
  const worth = (name: LimitName, value: number | null) => {
    if (value === null) return say('notHot')
    return name.endsWith('Minutes') ? said(asDuration(value)) : `${value} ${said(LIMIT_BOUNDS[name].unit)}`
  }
  return (
    <DataTable
      caption={say('limits')}
      rows={LIMITS}
      keyOf={name => name}
      columns={[
        { key: 'limit', title: say('limit'), cell: name => said(LIMIT_BOUNDS[name].name) },
        {
          key: 'now',
          title: say('now'),
          number: true,
          cell: name => {
            const shown = worth(name, limits[name])
            return limits[name] === SAFETY[name] ? shown : <b>{shown}</b>
          },
        },
        { key: 'house', title: say('house'), number: true, cell: name => worth(name, SAFETY[name]) },
        {
          key: 'bounds',
          title: say('bounds'),
          number: true,
          cell: name => {
            const { least, most } = LIMIT_BOUNDS[name]
            return `${worth(name, least)} – ${worth(name, most)}`
          },
        },
        {
          key: 'source',
          title: say('source'),
          cell: name => <span className="wrap">{said(LIMIT_BOUNDS[name].why)}</span>,
        },
      ]}
    />
  )
}
