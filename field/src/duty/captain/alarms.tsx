import { ALARM_KINDS } from '@muster/core/duty/alarms.ts'
import { type Alarm, acknowledge, alarms } from '@muster/core/duty/boards.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { timeOf } from '../../platform/clock.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { useAct, useLoad } from '../../platform/load.ts'
import { useEvery } from '../../platform/now.ts'
import { Button } from '../../shared/button.tsx'
import { Notice, TroubleNotice } from '../../shared/notice.tsx'
import { words } from './words.ts'

/** What is wrong at my posts, or at one of them, and has climbed as far as to me; nothing at all while nothing is. */
export function Alarms({ postId }: { postId?: string }) {
  const say = useWords(words)
  const asked = useLoad(`alarms.${postId ?? ''}`, postId ? `post/${postId}` : '', () =>
    api(alarms, postId ? { postId } : {}),
  )
  useEvery(30_000, asked.reload)
  const { busy, trouble, act } = useAct()
  const [all, setAll] = useState(false)
  const groups = grouped((asked.data?.rows ?? []).filter(({ step }) => step !== 'person'))
  const take = (group: readonly Alarm[]) =>
    act(async () => {
      for (const { id, post } of group) await api(acknowledge, { postId: post.id, alarmId: id })
      asked.reload()
    })
  const shown = postId || all ? groups : groups.slice(0, FIRST)
  if (groups.length === 0) return null
  return (
    <section class="stack">
      <h2>{say('alarms')}</h2>
      <TroubleNotice trouble={trouble} />
      {shown.map(group => (
        <OneKind key={group[0]!.id} group={group} named={!postId} busy={busy} onTake={() => take(group)} />
      ))}
      {shown.length < groups.length && (
        <Button kind="quiet" onTap={() => setAll(true)}>
          {say('moreAlarms', { count: groups.length - shown.length })}
        </Button>
      )}
    </section>
  )
}

/** Of several posts the worst come first, so that the posts themselves still stand on the screen. */
const FIRST = 3

/** Alarms of one kind at one post, one line for all of them: six who are late are one thing to see to. */
function grouped(rows: readonly Alarm[]): Alarm[][] {
  const groups = new Map<string, Alarm[]>()
  for (const row of rows) {
    const key = `${row.post.id} ${row.kind} ${row.acknowledgedAt ? 'taken' : ''}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

interface KindProps {
  readonly group: readonly Alarm[]
  /** Says at which post, where several are listed. */
  readonly named: boolean
  readonly busy: boolean
  readonly onTake: () => void
}

function OneKind({ group, named, busy, onTake }: KindProps) {
  const say = useWords(words)
  const language = useLanguage()
  const first = group[0]!
  const what = ALARM_KINDS[first.kind][language]
  const names = group.map(({ person }) => person && (person.name ?? person.volunteerNo)).filter(Boolean)
  const taken = first.acknowledgedAt !== null
  const about = [timeOf(first.since, language), named && first.post.name, ...names].filter(Boolean).join(' · ')
  return (
    <Notice tone={taken ? 'watch' : 'gap'} live>
      <div class="line">
        <span class="line__who">
          <b>{what}</b>
          <span>{taken ? say('acknowledged', { name: first.acknowledgedBy ?? '' }) : about}</span>
        </span>
        {!taken && (
          <Button kind="default" busy={busy} about={what} onTap={onTake}>
            {say('acknowledge')}
          </Button>
        )}
      </div>
    </Notice>
  )
}
