import type { BoardPerson, BoardPost, BoardShift } from '@muster/core/roster/draft.wire.ts'
import { useTimes } from '../../platform/time.ts'
import { DataTable } from '../../shared/DataTable.tsx'
import { Go } from '../../shared/Go.tsx'
import { Note } from '../../shared/Note.tsx'
import { Side } from '../../shared/Side.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useListed } from '../../shared/useListed.ts'
import { useRoleWord } from './roles.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly post: BoardPost
  readonly shifts: readonly BoardShift[]
  readonly people: readonly BoardPerson[]
  readonly onClose: () => void
}

/** One post on one day, shift by shift with names, and the rota in which it is planned. */
export function PlaceDay({ post, shifts, people, onClose }: Props) {
  const say = useRotaWords()
  const times = useTimes()
  const listed = useListed()
  const role = useRoleWord()
  const known = new Map(people.map(person => [person.id, person.name ?? person.volunteerNo]))
  const names = (ids: readonly string[]) => listed(ids.map(id => known.get(id) ?? '–')) || '–'
  const [day] = shifts.map(one => times.day(times.fromField(`${one.day}T12:00`)))
  const differs = shifts.some(one => one.differs)
  return (
    <Side open wide title={`${post.name} · ${day ?? ''}`} onClose={onClose}>
      {differs && <Note state="watch">{say('placeDiffers')}</Note>}
      <p>
        <Go to={`/posts/${post.id}`}>{say('toPost')}</Go>
      </p>
      <DataTable
        caption={post.name}
        rows={shifts.toSorted((one, two) => one.startsAt.localeCompare(two.startsAt))}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'hours',
            title: say('shift'),
            cell: one => (
              <span className="digits">
                {times.clock(one.startsAt)}–{times.clock(one.endsAt)} {role(one.role)}
              </span>
            ),
          },
          {
            key: 'gap',
            title: say('placeState'),
            cell: one => <Standing shift={one} />,
          },
          { key: 'people', title: say('people'), cell: one => names(one.published.people) },
          { key: 'standby', title: say('standby'), cell: one => names(one.published.standby) },
          {
            key: 'rota',
            title: say('rotas'),
            cell: one =>
              one.rotaId ? (
                <Go to={`/rotas/${one.rotaId}`} search={{ from: one.day }}>
                  {say('toRota')}
                </Go>
              ) : (
                <span className="soft">{say('noRota')}</span>
              ),
          },
        ]}
      />
    </Side>
  )
}

function Standing({ shift: { people, published } }: { shift: BoardShift }) {
  const say = useRotaWords()
  const missing = Math.max(0, people - published.people.length)
  return missing > 0 ? (
    <StateMark state="gap">{say('short', { count: missing })}</StateMark>
  ) : (
    <StateMark state="good">{`${published.people.length} / ${people}`}</StateMark>
  )
}
