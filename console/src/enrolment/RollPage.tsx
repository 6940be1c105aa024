import { roll } from '@muster/core/enrolment/wire.ts'
import { unit } from '@muster/core/people/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useParams } from '@tanstack/react-router'
import './Enrolment.css'
import { useAsk } from '../platform/api.ts'
import { asOfInput, useAsOf } from '../platform/asOf.ts'
import { Answer } from '../shared/Answer.tsx'
import { DataTable } from '../shared/DataTable.tsx'
import { Figure } from '../shared/Figure.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { Personal } from '../shared/Personal.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { PeopleBehind } from './PeopleBehind.tsx'
import { RULES } from './rules.ts'
import { useEnrolmentWords } from './words.ts'

type Roll = OutputOf<typeof roll>

/** A unit's roll: who is missing, by name, then who is exempt and who has reported. */
export function RollPage() {
  const say = useEnrolmentWords()
  const { unitId = '' }: { unitId?: string } = useParams({ strict: false })
  const { asOf } = useAsOf()
  const name = useAsk(unit, { unitId }).data?.name ?? ''
  const asked = useAsk(roll, { unitId, ...asOfInput(asOf) }, { keep: true })
  return (
    <Page title={say('rollTitle', { name })} timed>
      <p className="soft">{say('rollSays')}</p>
      <Answer asked={asked}>
        {answer => (
          <>
            <RollFigures roll={answer} unitId={unitId} />
            <Missing rows={answer.missing} />
            <Exempt rows={answer.exempt} />
          </>
        )}
      </Answer>
      <Section title={say('reported')}>
        <PeopleBehind unitId={unitId} />
      </Section>
    </Page>
  )
}

function RollFigures({ roll: { counts, asOf }, unitId }: { roll: Roll; unitId: string }) {
  const say = useEnrolmentWords()
  const common = { unit: 'PERSONS', asOf }
  return (
    <dl className="figures roll-facts">
      <Figure
        label={say('missing')}
        value={counts.missing}
        of={counts.expected}
        rule={RULES.missing}
        state={counts.missing > 0 ? 'gap' : 'good'}
        {...common}
      />
      <Figure label={say('expected')} value={counts.expected} rule={RULES.expected} {...common} />
      <Figure
        label={say('reported')}
        value={counts.reported}
        rule={RULES.reported}
        behind={() => <PeopleBehind unitId={unitId} />}
        {...common}
      />
      <Figure label={say('exempt')} value={counts.exempt} rule={RULES.exempt} {...common} />
      <Figure label={say('roster')} value={counts.roster} {...common} />
    </dl>
  )
}

function Missing({ rows }: { rows: Roll['missing'] }) {
  const say = useEnrolmentWords()
  return (
    <Section title={say('missing')}>
      <DataTable
        caption={say('missing')}
        columns={[
          { key: 'name', title: say('person'), cell: row => <Personal>{row.name}</Personal> },
          { key: 'number', title: say('number'), cell: row => row.volunteerNo },
          { key: 'unit', title: say('unit'), cell: row => row.unit, order: row => row.unit },
        ]}
        rows={rows}
        keyOf={({ id }) => id}
        tall
        empty={<StateMark state="good">{say('noMissing')}</StateMark>}
      />
    </Section>
  )
}

function Exempt({ rows }: { rows: Roll['exempt'] }) {
  const say = useEnrolmentWords()
  return (
    <Section title={say('exempt')}>
      <DataTable
        caption={say('exempt')}
        columns={[
          { key: 'name', title: say('person'), cell: row => <Personal>{row.name}</Personal> },
          {
            key: 'reason',
            title: say('reason'),
            cell: row => <Personal>{row.reason && say(`reason.${row.reason}`)}</Personal>,
          },
        ]}
        rows={rows}
        keyOf={({ id }) => id}
        empty={<span className="soft">{say('exemptNone')}</span>}
      />
    </Section>
  )
}
