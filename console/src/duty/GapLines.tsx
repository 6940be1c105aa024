import type { Gap } from '@muster/core/duty/boards.wire.ts'
import { asDuration } from '@muster/core/roster/guard-sentences.ts'
import { useState } from 'react'
import { useNow } from '../platform/clock.ts'
import { useLanguage } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { AssignDialog } from '../roster/assign/AssignDialog.tsx'
import { Act } from '../shared/Act.tsx'
import { Go } from '../shared/Go.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useRoleWord } from './roles.ts'
import { ShortageDialog } from './ShortageDialog.tsx'
import { useDutyWords } from './words.ts'

interface Doing {
  readonly what: 'assign' | 'raise'
  readonly gap: Gap
}

/** What is uncovered, the most urgent first: place, number and minute, with its action beside it. */
export function GapLines({ gaps, asOf }: { gaps: readonly Gap[]; asOf: string }) {
  const [doing, setDoing] = useState<Doing>()
  const times = useTimes()
  const titleOf = ({ post, startsAt, endsAt }: Gap) => `${post.name} ${times.brief(startsAt)}–${times.clock(endsAt)}`
  const close = () => setDoing(undefined)
  return (
    <>
      <ul className="duty-gaps">
        {gaps.map(gap => (
          <GapLine key={`${gap.shiftId} ${gap.role}`} gap={gap} asOf={asOf} onDo={setDoing} />
        ))}
      </ul>
      {doing?.what === 'assign' && (
        <AssignDialog shiftId={doing.gap.shiftId} title={titleOf(doing.gap)} onDone={close} />
      )}
      {doing?.what === 'raise' && (
        <ShortageDialog
          shiftId={doing.gap.shiftId}
          title={titleOf(doing.gap)}
          people={Math.max(1, doing.gap.missing - doing.gap.asking)}
          onDone={close}
        />
      )}
    </>
  )
}

interface LineProps {
  readonly gap: Gap
  readonly asOf: string
  readonly onDo: (doing: Doing) => void
}

function GapLine({ gap, asOf, onDo }: LineProps) {
  const say = useDutyWords()
  const minutes = gap.minutes + Math.max(0, (useNow(30_000) - Date.parse(asOf)) / 60_000)
  return (
    <li>
      <StateMark state={minutes >= 0 ? 'gap' : 'watch'} bare />
      <div>
        <p>
          <b>{say('gapLine', { post: gap.post.name, count: gap.missing })}</b> · <When gap={gap} minutes={minutes} />
        </p>
        <p className="soft small">
          <About gap={gap} />
        </p>
      </div>
      <div className="duty-acts">
        <Acts gap={gap} onDo={onDo} />
      </div>
    </li>
  )
}

function When({ gap, minutes }: { gap: Gap; minutes: number }) {
  const say = useDutyWords()
  const times = useTimes()
  const language = useLanguage()
  const time = asDuration(Math.abs(Math.round(minutes)))[language]
  return (
    <span className="digits">
      {minutes >= 0 ? say('gapFor', { time }) : say('gapIn', { at: times.brief(gap.startsAt), time })}
    </span>
  )
}

function About({ gap }: { gap: Gap }) {
  const say = useDutyWords()
  const role = useRoleWord()
  const times = useTimes()
  const { post } = gap
  const hours = { from: times.brief(gap.startsAt), to: times.clock(gap.endsAt) }
  const words = [
    say('gapWhere', { place: post.site?.name ?? post.territory.name, role: role(gap.role), ...hours }),
    post.command ? say('command') : '',
    post.danger ? say('danger') : '',
    say('gapCounts', { need: gap.need, present: gap.present }),
    gap.expected > 0 ? say('gapExpected', { count: gap.expected }) : '',
    gap.unproven > 0 ? say('gapUnproven', { count: gap.unproven }) : '',
    gap.asking > 0 ? say('gapAsking', { count: gap.asking }) : '',
  ]
  return <>{words.filter(Boolean).join(' · ')}</>
}

/** First what helps most; the way to the post stands with every line. */
function Acts({ gap, onDo }: Pick<LineProps, 'gap' | 'onDo'>) {
  const say = useDutyWords()
  const roll = (
    <Go to={`/duty/posts/${gap.post.id}`} search={{ shift: gap.shiftId }} className="gap-act">
      {say(gap.action === 'confirm' || gap.action === 'wait' ? `do.${gap.action}` : 'open')}
    </Go>
  )
  return (
    <>
      {roll}
      {gap.action === 'assign' && (
        <Act verb="roster.assign" size="small" onClick={() => onDo({ what: 'assign', gap })}>
          {say('do.assign')}
        </Act>
      )}
      {gap.missing > gap.asking && (
        <Act
          verb="roster.assign"
          size="small"
          type={gap.action === 'refill' ? 'primary' : 'default'}
          onClick={() => onDo({ what: 'raise', gap })}
        >
          {say(gap.action === 'refill' ? 'do.refill' : 'raise')}
        </Act>
      )}
    </>
  )
}
