import { members, type Team, teams } from '@muster/core/people/teams.wire.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import './People.css'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useHolds } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Figure } from '../shared/Figure.tsx'
import { Go } from '../shared/Go.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { AddMembers } from './AddMembers.tsx'
import { MemberTable } from './MemberTable.tsx'
import { TeamSide } from './TeamSide.tsx'
import { TeamTable } from './TeamsPage.tsx'
import { useTeamWords } from './team-words.ts'

interface Props {
  /** How strong a team is now, drawn by the roster of posts, which stands right of people. */
  readonly strength: (teamId: string) => React.ReactNode
}

/** One team: how many persons and how many memberships, how strong it is now, its groups, its members. */
export function TeamPage({ strength }: Props) {
  const say = useTeamWords()
  const { teamId } = useParams({ strict: false }) as { teamId: string }
  // NOTE: the contract has no single team; the list holds it with its groups.
  const asked = useAsk(teams, { limit: 500 })
  const team = asked.data?.rows.find(({ id }) => id === teamId)
  const groups = asked.data?.rows.filter(({ parent }) => parent === teamId) ?? []
  return (
    <Page
      title={team?.name ?? say('teams')}
      beside={team && <span className="soft">{say(`kind.${team.kind}`)}</span>}
      actions={team && <Acts team={team} groups={groups} />}
    >
      <Answer asked={asked}>
        {({ rows }) =>
          team ? (
            <TeamParts team={team} groups={groups} above={rows.find(({ id }) => id === team.parent)}>
              {strength(team.id)}
            </TeamParts>
          ) : (
            <Empty title={say('notFound')} action={<Go to="/people/teams">{say('teams')}</Go>} />
          )
        }
      </Answer>
    </Page>
  )
}

function Acts({ team, groups }: { team: Team; groups: readonly Team[] }) {
  const say = useTeamWords()
  const holds = useHolds()
  const [open, setOpen] = useState<'group' | 'add' | 'paste'>()
  if (!holds('people.lead-teams')) return null
  const close = () => setOpen(undefined)
  return (
    <>
      <Act verb="people.lead-teams" onClick={() => setOpen('group')}>
        {say('formGroup')}
      </Act>
      <Act verb="people.lead-teams" onClick={() => setOpen('paste')}>
        {say('byList')}
      </Act>
      <Act verb="people.lead-teams" type="primary" onClick={() => setOpen('add')}>
        {say('add')}
      </Act>
      {open === 'group' && <TeamSide parent={team} onClose={close} />}
      {(open === 'add' || open === 'paste') && (
        <AddMembers team={team} groups={groups} pasted={open === 'paste'} onClose={close} />
      )}
    </>
  )
}

interface PartsProps {
  readonly team: Team
  readonly groups: readonly Team[]
  readonly above: Team | undefined
  readonly children: React.ReactNode
}
function TeamParts({ team, groups, above, children }: PartsProps) {
  const say = useTeamWords()
  const asked = useAsk(members, { teamId: team.id })
  return (
    <>
      {above && (
        <p>
          ↑ <Go to={`/people/teams/${above.id}`}>{above.name}</Go>
        </p>
      )}
      <TeamFacts team={team} />
      {children}
      {groups.length > 0 && (
        <Section title={say('groups')}>
          <TeamTable rows={groups} empty={null} />
        </Section>
      )}
      <Section title={say('members')}>
        <Answer asked={asked}>{({ rows }) => <MemberTable team={team} rows={rows} />}</Answer>
      </Section>
    </>
  )
}

function TeamFacts({ team }: { team: Team }) {
  const say = useTeamWords()
  const asOf = new Date(useNow(60_000)).toISOString()
  return (
    <>
      <dl className="figures">
        <Figure label={say('people')} value={team.people} unit="PERSONS" asOf={asOf} rule={RULES.people} />
        <Figure
          label={say('memberships')}
          value={team.memberships}
          unit={say('unitTimes')}
          asOf={asOf}
          rule={RULES.memberships}
        />
      </dl>
      <dl className="facts">
        <dt>{say('captains')}</dt>
        <dd>
          {team.captains.length > 0 ? (
            team.captains.map(({ id, name }) => (
              <Go key={id} to={`/people/${id}`} className="captain">
                {name ?? '***'}
              </Go>
            ))
          ) : (
            <StateMark state="watch">{say('noCaptain')}</StateMark>
          )}
        </dd>
        {(team.unit ?? team.territory) && (
          <>
            <dt>{say(team.unit ? 'unit' : 'territory')}</dt>
            <dd>{team.unit ? <Go to={`/units/${team.unit.id}`}>{team.unit.name}</Go> : team.territory?.name}</dd>
          </>
        )}
        <dt>{say('charter')}</dt>
        <dd className="prose">{team.charter ?? <span className="soft">{say('noCharter')}</span>}</dd>
      </dl>
    </>
  )
}

/** Persons and memberships are different counts; both say how they are made. */
const RULES = {
  people: {
    zh: '不同的人。一个人在两个组里，只算一人。',
    en: 'Distinct people. Somebody in two groups is one person.',
  },
  memberships: {
    zh: '每人每组算一次。一个人在两个组里，算两次，所以可能多于人数。',
    en: 'Each person in each group counts once. Somebody in two groups counts twice, so this may exceed the persons.',
  },
} as const
