import { assignments } from '@muster/core/roster/assign.wire.ts'
import type { ShiftLine } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useNow } from '../../platform/clock.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Go } from '../../shared/Go.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { Side } from '../../shared/Side.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { AskDialog } from '../assign/AskDialog.tsx'
import { AssignDialog } from '../assign/AssignDialog.tsx'
import { AmendShift } from './AmendShift.tsx'
import { usePostWords } from './words.ts'

interface Props {
  readonly post: Post
  readonly shift: ShiftLine
  readonly onClose: () => void
}
type Doing = 'assignOne' | 'askSome' | 'amendShift'

/** One shift: who is meant to come, how they came onto it, and what can be done about who is missing. */
export function ShiftSide({ post, shift, onClose }: Props) {
  const say = usePostWords()
  const times = useTimes()
  const now = useNow(60_000)
  const [doing, setDoing] = useState<Doing>()
  const hours = `${times.moment(shift.startsAt)}–${times.clock(shift.endsAt)}`
  const over = shift.cancelled || post.state === 'closed' || (!shift.openEnd && Date.parse(shift.endsAt) <= now)
  const missing = Math.max(0, shift.people - shift.assigned)
  const about = { shiftId: shift.id, title: `${post.name} ${hours}`, onDone: () => setDoing(undefined) }
  return (
    <Side open wide title={`${post.name} · ${hours}`} onClose={onClose}>
      <p>
        <StateMark state={missing > 0 && !over ? 'gap' : 'good'}>
          {say('shiftNeeds', { people: shift.people, assigned: shift.assigned, missing })}
        </StateMark>{' '}
        <Go to={`/duty/posts/${post.id}`}>{say('onDuty')}</Go>
      </p>
      {!over && <Acts full={missing === 0} onDo={setDoing} />}
      <People shiftId={shift.id} />
      {doing === 'assignOne' && <AssignDialog {...about} />}
      {doing === 'askSome' && <AskDialog {...about} startsAt={shift.startsAt} />}
      {doing === 'amendShift' && <AmendShift shift={shift} onClose={() => setDoing(undefined)} />}
    </Side>
  )
}

function Acts({ full, onDo }: { full: boolean; onDo: (doing: Doing) => void }) {
  const say = usePostWords()
  return (
    <div className="filters">
      <Act verb="roster.assign" type="primary" onClick={() => onDo('assignOne')}>
        {say('assignOne')}
      </Act>
      <Act verb="roster.assign" blocked={full ? say('fullAlready') : undefined} onClick={() => onDo('askSome')}>
        {say('askSome')}
      </Act>
      <Act verb="roster.plan" onClick={() => onDo('amendShift')}>
        {say('amendShift')}
      </Act>
    </div>
  )
}

function People({ shiftId }: { shiftId: string }) {
  const say = usePostWords()
  const asked = useAsk(assignments, { shiftId })
  return (
    <Answer asked={asked}>
      {({ rows }) => (
        <DataTable
          caption={say('assigned')}
          rows={rows.toSorted((one, two) => Number(one.standby) - Number(two.standby))}
          keyOf={({ id }) => id}
          empty={<Empty title={say('nobodyYet')}>{say('nobodyYetDo')}</Empty>}
          columns={[
            {
              key: 'person',
              title: say('person'),
              cell: ({ person }) => (
                <>
                  <Personal>{person.name}</Personal> <span className="soft small">{person.volunteerNo}</span>
                </>
              ),
            },
            { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit },
            { key: 'as', title: say('as'), cell: row => say(row.standby ? 'standby' : 'onIt') },
            { key: 'basis', title: say('basis'), cell: ({ basis }) => say(`basis.${basis}`) },
            { key: 'source', title: say('source'), cell: ({ source }) => say(`source.${source}`) },
          ]}
        />
      )}
    </Answer>
  )
}
