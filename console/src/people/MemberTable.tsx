import { type Member, removeMember, setMember, TEAM_ROLES, type Team } from '@muster/core/people/teams.wire.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { useHolds } from '../platform/session.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Go } from '../shared/Go.tsx'
import { Personal } from '../shared/Personal.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Side } from '../shared/Side.tsx'
import { Ticks } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useListed } from '../shared/useListed.ts'
import { useSharedWords } from '../shared/words.ts'
import { useTeamWords } from './team-words.ts'

type Held = z.infer<typeof Member>

/** One line for each membership, so that somebody in two groups is seen to be. */
export function MemberTable({ team, rows }: { team: Team; rows: readonly Held[] }) {
  const say = useTeamWords()
  const done = useDone()
  const [changing, setChanging] = useState<Held>()
  const remove = useTell(removeMember)
  const back = useTell(setMember)
  const out = async ({ person, group, roles }: Held) => {
    const at = { teamId: group.id, personId: person.id }
    if (!(await remove.tell(at))) return
    const names = { name: person.name ?? person.volunteerNo, group: group.name }
    done(say('removed', names), () => void back.tell({ ...at, roles }))
  }
  const columns = useColumns(team, setChanging, out)
  return (
    <>
      <ProblemNote problem={remove.problem ?? back.problem} />
      <DataTable
        caption={say('members')}
        columns={columns}
        rows={rows}
        keyOf={({ person, group }) => `${group.id} ${person.id}`}
        empty={<Empty title={say('noMembers')}>{say('noMembersDo')}</Empty>}
        long={{ total: rows.length, more: () => undefined }}
      />
      {changing && <Roles held={changing} onClose={() => setChanging(undefined)} />}
    </>
  )
}

function useColumns(team: Team, change: (held: Held) => void, out: (held: Held) => Promise<void>): Column<Held>[] {
  const listed = useListed()
  const say = useTeamWords()
  const times = useTimes()
  const leads = useHolds()('people.lead-teams')
  const columns: Column<Held>[] = [
    {
      key: 'name',
      title: say('person'),
      cell: ({ person }) => (
        <Go to={`/people/${person.id}`}>
          <Personal>{person.name}</Personal>
        </Go>
      ),
      order: ({ person }) => person.name ?? '',
    },
    { key: 'roles', title: say('roles'), cell: ({ roles }) => listed(roles.map(role => say(`role.${role}`))) },
    {
      key: 'group',
      title: say('group'),
      cell: ({ group }) => (group.id === team.id ? <span className="soft">{say('wholeTeam')}</span> : group.name),
      order: ({ group }) => group.name,
    },
    {
      key: 'no',
      title: say('volunteerNo'),
      cell: ({ person }) => person.volunteerNo,
      order: ({ person }) => person.volunteerNo,
    },
    { key: 'unit', title: say('from'), cell: ({ person }) => person.unit, order: ({ person }) => person.unit },
    { key: 'since', title: say('since'), cell: ({ since }) => times.moment(since), wideOnly: true },
  ]
  if (!leads) return columns
  const acts: Column<Held> = {
    key: 'acts',
    title: '',
    cell: row => (
      <>
        <Act verb="people.lead-teams" size="small" type="text" onClick={() => change(row)}>
          {say('changeRoles')}
        </Act>
        <Act verb="people.lead-teams" size="small" type="text" onClick={() => void out(row)}>
          {say('remove')}
        </Act>
      </>
    ),
  }
  return [...columns, acts]
}

function Roles({ held, onClose }: { held: Held; onClose: () => void }) {
  const say = useTeamWords()
  const shared = useSharedWords()
  const done = useDone()
  const [roles, setRoles] = useState<readonly Held['roles'][number][]>(held.roles)
  const { tell, telling, problem } = useTell(setMember)
  const name = held.person.name ?? held.person.volunteerNo
  const set = (next: readonly Held['roles'][number][]) =>
    tell({ teamId: held.group.id, personId: held.person.id, roles: [...next] })
  const send = async () => {
    if (!(await set(roles))) return
    done(say('savedRoles', { name }), () => void set(held.roles))
    onClose()
  }
  return (
    <Side
      open
      title={say('rolesOf', { name, group: held.group.name })}
      does={shared('save')}
      busy={telling}
      blocked={roles.length === 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Ticks
        legend={say('roles')}
        options={TEAM_ROLES.map(key => ({ key, name: say(`role.${key}`) }))}
        value={roles}
        onChange={setRoles}
      />
      <p className="soft">{say('rolesHint')}</p>
    </Side>
  )
}
