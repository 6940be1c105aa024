import { type Override, object, overrides } from '@muster/core/roster/assign.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../platform/api.ts'
import { timeOf } from '../platform/clock.ts'
import { useDraft } from '../platform/draft.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useAct, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Field } from '../shared/field.tsx'
import { Notice, TroubleNotice } from '../shared/notice.tsx'
import { Sheet } from '../shared/sheet.tsx'
import { words } from './words.ts'

/** Stops that were lifted in my name: I answer for them as the second, and may say no. */
export function Seconds() {
  const say = useWords(words)
  const asked = useLoad('overrides', 'inbox', () => api(overrides, {}))
  const rows = (asked.data?.rows ?? []).filter(({ mine, over }) => mine && !over)
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{say('seconds')}</h2>
      {rows.map(row => (
        <OneSecond key={row.assignmentId} row={row} onDone={asked.reload} />
      ))}
    </section>
  )
}

function OneSecond({ row, onDone }: { row: Override; onDone: () => void }) {
  const say = useWords(words)
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { draft, change, forget } = useDraft(`object.${row.assignmentId}`, { why: '' })
  const { busy, trouble, act } = useAct()
  const send = () =>
    act(async () => {
      await api(object, { assignmentId: row.assignmentId, why: draft.why.trim() })
      forget()
      setOpen(false)
      onDone()
    })
  const where = {
    name: row.person.name ?? row.person.volunteerNo,
    post: row.post,
    time: timeOf(row.startsAt, language),
  }
  return (
    <Notice tone="watch" title={say('secondOf', where)}>
      <p class="small">{say('secondWhy', { by: row.by, reason: row.reason ?? '' })}</p>
      <Button kind="default" onTap={() => setOpen(true)}>
        {say('object')}
      </Button>
      {open && (
        <Sheet title={say('object')} onClose={() => setOpen(false)}>
          <p>{say('objectMeans', where)}</p>
          <TroubleNotice trouble={trouble} />
          <Field label={say('objectWhy')} most={300} lines={2} value={draft.why} onChange={why => change({ why })} />
          <Button kind="warn" busy={busy} disabled={draft.why.trim() === ''} onTap={send}>
            {say('object')}
          </Button>
        </Sheet>
      )}
    </Notice>
  )
}
