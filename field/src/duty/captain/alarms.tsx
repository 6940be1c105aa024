import { type Alarm, acknowledge, alarms } from '@muster/core/duty/boards.wire.ts'
import { api } from '../../platform/api.ts'
import { timeOf } from '../../platform/clock.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { useAct, useLoad } from '../../platform/load.ts'
import { useEvery } from '../../platform/now.ts'
import { Button } from '../../shared/button.tsx'
import { Notice, TroubleNotice } from '../../shared/notice.tsx'
import { words } from './words.ts'

/** What is wrong at my posts, or at one of them, until somebody sees to it; nothing at all while nothing is. */
export function Alarms({ postId }: { postId?: string }) {
  const say = useWords(words)
  const language = useLanguage()
  const asked = useLoad(`alarms.${postId ?? ''}`, postId ? `post/${postId}` : '', () =>
    api(alarms, postId ? { postId } : {}),
  )
  useEvery(30_000, asked.reload)
  const { busy, trouble, act } = useAct()
  const rows = asked.data?.rows ?? []
  const take = (alarm: Alarm) =>
    act(async () => {
      await api(acknowledge, { postId: alarm.post.id, alarmId: alarm.id })
      asked.reload()
    })
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{say('alarms')}</h2>
      <TroubleNotice trouble={trouble} />
      {rows.map(alarm => (
        <Notice key={alarm.id} tone={alarm.acknowledgedAt ? 'watch' : 'gap'} live>
          <p>
            {alarm[language]} {alarm.person?.name}
          </p>
          {alarm.acknowledgedAt ? (
            <p class="small">{say('acknowledged', { name: alarm.acknowledgedBy ?? '' })}</p>
          ) : (
            <div class="line">
              <span class="line__who soft small">{timeOf(alarm.since, language)}</span>
              <Button kind="default" busy={busy} onTap={() => take(alarm)}>
                {say('acknowledge')}
              </Button>
            </div>
          )}
        </Notice>
      ))}
    </section>
  )
}
