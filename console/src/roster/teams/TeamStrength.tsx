import { members } from '@muster/core/people/teams.wire.ts'
import { type Strength, strength } from '@muster/core/roster/renewal.wire.ts'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useNow } from '../../platform/clock.ts'
import { useHolds } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Figure } from '../../shared/Figure.tsx'
import { Go } from '../../shared/Go.tsx'
import { Note } from '../../shared/Note.tsx'
import { Section } from '../../shared/Page.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { WakeTeam } from './WakeTeam.tsx'
import { useStrengthWords } from './words.ts'

const isRunning = ({ renewal }: Strength, now: number) => renewal !== null && Date.parse(renewal.until) > now

/** How strong a team is now: ready, on a shift, in reserve; woken, and who has said yes. */
export function TeamStrength({ teamId }: { teamId: string }) {
  const say = useStrengthWords()
  const holds = useHolds()
  const now = useNow(60_000)
  const asked = useAsk(strength, { teamId })
  const [waking, setWaking] = useState(false)
  if (!holds('roster.read')) return null
  const blocked = asked.data && isRunning(asked.data, now) ? say('stillAsking') : undefined
  const act = holds('roster.renew') && asked.data && (
    <Act verb="roster.renew" blocked={blocked} onClick={() => setWaking(true)}>
      {say('renew')}
    </Act>
  )
  return (
    <Section title={say('strength')} actions={act}>
      <Answer asked={asked}>{found => <Found found={found} />}</Answer>
      {waking && asked.data && <WakeTeam team={asked.data} onClose={() => setWaking(false)} />}
    </Section>
  )
}

function Found({ found }: { found: Strength }) {
  const say = useStrengthWords()
  return (
    <>
      <Renewal found={found} />
      <Counts found={found} />
      {found.groups.length > 0 && (
        <DataTable
          caption={say('groups')}
          rows={found.groups}
          keyOf={({ id }) => id}
          columns={[
            { key: 'name', title: say('group'), cell: row => <Go to={`/people/teams/${row.id}`}>{row.name}</Go> },
            ...(['strength', 'deployed', 'reserve', 'people', 'memberships', 'agencyStaff'] as const).map(key => ({
              key,
              title: say(WORDS[key]),
              number: true,
              cell: (row: Strength['groups'][number]) => row[key],
              order: (row: Strength['groups'][number]) => row[key],
            })),
          ]}
        />
      )}
      {found.renewal && <SaidYes teamId={found.teamId} yes={found.renewal.yes} />}
    </>
  )
}

const WORDS = {
  strength: 'ready',
  deployed: 'deployed',
  reserve: 'reserve',
  people: 'persons',
  memberships: 'memberships',
  agencyStaff: 'agencyStaff',
} as const

function Renewal({ found }: { found: Strength }) {
  const say = useStrengthWords()
  const times = useTimes()
  const now = useNow(60_000)
  const { renewal } = found
  if (!renewal) return <p className="soft">{say('never')}</p>
  const { why, asked, yes } = renewal
  const holes = { why, asked, yes: yes.length, until: times.moment(renewal.until), at: times.moment(renewal.at) }
  return isRunning(found, now) ? (
    <Note state="watch">{say('running', holes)}</Note>
  ) : (
    <p className="soft">{say('ran', holes)}</p>
  )
}

function Counts({ found }: { found: Strength }) {
  const say = useStrengthWords()
  const asOf = new Date(useNow(60_000)).toISOString()
  return (
    <dl className="figures">
      {(['strength', 'deployed', 'reserve', 'agencyStaff'] as const).map(key => (
        <Figure
          key={key}
          label={say(WORDS[key])}
          value={found[key]}
          of={found.people}
          unit="PERSONS"
          asOf={asOf}
          rule={RULES[key]}
        />
      ))}
    </dl>
  )
}

/** Those who said yes by name; of the others nothing is told. */
function SaidYes({ teamId, yes }: { teamId: string; yes: readonly string[] }) {
  const say = useStrengthWords()
  const asked = useAsk(members, { teamId })
  const known = new Map((asked.data?.rows ?? []).map(({ person }) => [person.id, person]))
  const people = yes.flatMap(id => known.get(id) ?? [])
  return (
    <div style={{ marginTop: 20 }}>
      <h3 className="legend">{say('answered')}</h3>
      <p className="soft small">{say('answeredHint')}</p>
      <DataTable
        caption={say('answered')}
        rows={people}
        keyOf={({ id }) => id}
        empty={<p className="soft">{say('answeredNone')}</p>}
        long={{ total: people.length, more: () => undefined }}
        columns={[
          {
            key: 'name',
            title: say('name'),
            cell: person => (
              <Go to={`/people/${person.id}`}>
                <Personal>{person.name}</Personal>
              </Go>
            ),
          },
          { key: 'no', title: say('volunteerNo'), cell: person => person.volunteerNo },
          { key: 'unit', title: say('unit'), cell: person => person.unit },
        ]}
      />
    </div>
  )
}

const RULES = {
  strength: {
    zh: '重新启用后答应的人；没有休整过的队伍，在册的人都算。不同的人，不按编组人次。',
    en: 'Who said yes since the team was woken; everybody, where it never slept. Distinct people, not memberships.',
  },
  deployed: {
    zh: '此刻按安排应在某个班次上的人，不含备勤。是否到岗看值守页。',
    en: 'Who is meant to be on a shift right now, standby left out. Whether they came is on the duty page.',
  },
  reserve: { zh: '可用而此刻没有班次的人。', en: 'Ready, and on no shift right now.' },
  agencyStaff: { zh: '其中人事关系在机关单位的人。', en: 'Those of them whose home unit is an agency.' },
} as const
