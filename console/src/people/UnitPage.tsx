import { unit as getUnit, type Unit, units } from '@muster/core/people/wire.ts'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import './Units.css'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useHolds } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Crumbs } from '../shared/Crumbs.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Figure } from '../shared/Figure.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { InviteUnit } from './InviteUnit.tsx'
import { UnitSide } from './UnitSide.tsx'
import { useUnitWords } from './unit-words.ts'

/** One unit: how many, where it partners, what is below it, and the links that bring its people in. */
export function UnitPage() {
  const say = useUnitWords()
  const { unitId } = useParams({ strict: false }) as { unitId: string }
  const asked = useAsk(getUnit, { unitId })
  const unit = asked.data
  return (
    <Page
      title={unit?.name ?? say('units')}
      beside={unit && <span className="soft digits">{unit.code}</span>}
      actions={unit && <Acts unit={unit} />}
    >
      <Answer asked={asked}>
        {shown => (
          <>
            <Way unit={shown} />
            <Facts unit={shown} />
            <SubUnits unit={shown} />
          </>
        )}
      </Answer>
    </Page>
  )
}

/** The units above, by which one goes up again. */
function Way({ unit }: { unit: Unit }) {
  const say = useUnitWords()
  const navigate = useNavigate()
  const up = unit.parent
  if (unit.trail.length < 2) return null
  const steps = unit.trail.map((name, at) => ({
    key: `${at}`,
    name,
    ...(up && at === unit.trail.length - 2 ? { onOpen: () => void navigate({ to: `/units/${up}` }) } : {}),
  }))
  return <Crumbs label={say('parent')} steps={steps} />
}

function Acts({ unit }: { unit: Unit }) {
  const say = useUnitWords()
  const holds = useHolds()
  const [form, setForm] = useState<'edit' | 'sub'>()
  return (
    <>
      {holds('access.invite') && <InviteUnit unit={unit} />}
      {holds('people.manage-units') && (
        <>
          <Act verb="people.manage-units" onClick={() => setForm('sub')}>
            {say('addSub')}
          </Act>
          <Act verb="people.manage-units" type="primary" onClick={() => setForm('edit')}>
            {say('edit')}
          </Act>
        </>
      )}
      {form === 'sub' && <UnitSide parent={{ key: unit.id, name: unit.name }} onClose={() => setForm(undefined)} />}
      {form === 'edit' && <UnitSide unit={unit} parent={aboveOf(unit)} onClose={() => setForm(undefined)} />}
    </>
  )
}

const aboveOf = ({ parent, trail }: Unit) => (parent ? { key: parent, name: trail.at(-2) ?? '…' } : undefined)

function Facts({ unit }: { unit: Unit }) {
  const say = useUnitWords()
  const holds = useHolds()
  const now = useNow(60_000)
  const rule = {
    zh: '在册的不同的人，含下级单位；已移出名册的不算。',
    en: 'Distinct people on the roster, sub-units included; who has left does not count.',
  }
  return (
    <>
      <dl className="figures">
        <Figure
          label={say('people')}
          value={unit.people}
          unit="PERSONS"
          asOf={new Date(now).toISOString()}
          rule={rule}
        />
      </dl>
      <p>
        <Go to="/people" search={{ unitId: unit.id }}>
          {say('seeRoster')}
        </Go>
        {holds('enrolment.name-missing') && (
          <>
            {' · '}
            <Go to={`/units/${unit.id}/roll`}>{say('seeRoll')}</Go>
          </>
        )}
      </p>
      <dl className="facts">
        <dt>{say('kind')}</dt>
        <dd>{say(`kind.${unit.kind}`)}</dd>
        <dt>{say('partners')}</dt>
        <dd className="place-tags">
          {unit.partners.length === 0 && <span className="soft">{say('noPartners')}</span>}
          {unit.partners.map(({ code, name }) => (
            <Go key={code} to="/territory" search={{ at: code }}>
              {name}
            </Go>
          ))}
        </dd>
      </dl>
    </>
  )
}

function SubUnits({ unit }: { unit: Unit }) {
  const say = useUnitWords()
  const asked = useAsk(units, { parent: unit.id, limit: 500 })
  const columns: Column<Unit>[] = [
    { key: 'name', title: say('name'), cell: row => <Go to={`/units/${row.id}`}>{row.name}</Go> },
    { key: 'people', title: say('people'), unit: say('unitPeople'), number: true, cell: row => row.people },
    { key: 'code', title: say('code'), cell: row => row.code },
  ]
  return (
    <Section title={say('subUnits')}>
      <Answer asked={asked}>
        {({ rows }) => (
          <DataTable
            caption={say('subUnits')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<p className="soft">{say('noSubUnits')}</p>}
          />
        )}
      </Answer>
    </Section>
  )
}
