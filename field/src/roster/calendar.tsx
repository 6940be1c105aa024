import { make, revoke, state } from '@muster/core/roster/calendar.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { words } from './words.ts'

/** A secret link to my shifts, for the calendar of this phone; made and taken back here. */
export function Calendar() {
  const say = useWords(words)
  const language = useLanguage()
  const found = useLoad('calendar', '', () => api(state, {}))
  const [link, setLink] = useState<string>()
  const { busy, trouble, act } = useAct()
  const renew = () =>
    act(async () => {
      const made = await api(make, {})
      setLink(new URL(made.link, location.href).href)
      found.put({ since: made.since })
    })
  const end = () =>
    act(async () => {
      await api(revoke, {})
      setLink(undefined)
      found.put({ since: null })
    })
  const since = found.data?.since
  return (
    <section class="card">
      <h2>{say('calendar')}</h2>
      <p class="small">{say('calendarMeans')}</p>
      {since && <p class="soft small">{say('calendarSince', { time: timeOf(since, language) })}</p>}
      {link && (
        <Notice tone="watch" title={say('calendarOnce')} live>
          <p class="small written">{link}</p>
        </Notice>
      )}
      <TroubleNotice trouble={trouble} />
      <Button kind="default" busy={busy} onTap={renew}>
        {say(since ? 'calendarNew' : 'calendarMake')}
      </Button>
      {since && (
        <Button kind="quiet" busy={busy} onTap={end}>
          {say('calendarRevoke')}
        </Button>
      )}
    </section>
  )
}
