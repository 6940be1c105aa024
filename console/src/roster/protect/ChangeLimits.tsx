import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { LIMIT_BOUNDS } from '@muster/core/roster/safety.ts'
import { previewSafetyLimits, type safetyLimits, setSafetyLimits } from '@muster/core/roster/safety.wire.ts'
import { useState } from 'react'
import '../../people/Import.css'
import { useTell } from '../../platform/api.ts'
import { useLanguage, useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { DataTable } from '../../shared/DataTable.tsx'
import { Go } from '../../shared/Go.tsx'
import { Note } from '../../shared/Note.tsx'
import { NumberField } from '../../shared/NumberField.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { isWithin, LIMITS, limitsOf, type Typed, typedOf } from './limits.ts'
import { useProtectWords } from './words.ts'

type Preview = OutputOf<typeof previewSafetyLimits>
interface Props {
  readonly limits: OutputOf<typeof safetyLimits>
  readonly onClose: () => void
}

/** Other limits: first whom they would touch, then the change itself with its reason. */
export function ChangeLimits({ limits, onClose }: Props) {
  const say = useProtectWords()
  const [typed, setTyped] = useState(() => typedOf(limits))
  const [reason, setReason] = useState('')
  const acting = useActing(limits.version, onClose)
  const next = limitsOf(typed)
  const same = LIMITS.every(name => next?.[name] === limits[name])
  const { preview } = acting
  const set = (over: Partial<Typed>) => {
    acting.forget()
    setTyped({ ...typed, ...over })
  }
  return (
    <Side
      open
      wide
      title={say('change')}
      does={preview ? say('doChange') : say('preview')}
      busy={acting.busy}
      blocked={!next || same || (preview !== undefined && reason.trim().length < 4)}
      problem={acting.problem}
      onDo={() => next && void (preview ? acting.send(next, reason.trim()) : acting.look(next))}
      onClose={onClose}
    >
      <Fields typed={typed} onSet={set} />
      {same && <p className="soft">{say('unchanged')}</p>}
      {preview && (
        <>
          <Shown preview={preview} />
          <TextField
            label={say('reason')}
            hint={say('reasonHint')}
            required
            most={200}
            value={reason}
            onChange={setReason}
          />
          {preview.rows.length > 0 && <Affected preview={preview} />}
        </>
      )}
    </Side>
  )
}

type Limits = NonNullable<ReturnType<typeof limitsOf>>

function useActing(version: number, onClose: () => void) {
  const say = useProtectWords()
  const done = useDone()
  const [preview, setPreview] = useState<Preview>()
  const looking = useTell(previewSafetyLimits)
  const setting = useTell(setSafetyLimits)
  return {
    preview,
    busy: looking.telling || setting.telling,
    problem: looking.problem ?? setting.problem,
    forget: () => setPreview(undefined),
    look: async (limits: Limits) => setPreview(await looking.tell(limits)),
    send: async (limits: Limits, reason: string) => {
      if (!(await setting.tell({ ...limits, version, reason }))) return
      done(say('didChange'))
      onClose()
    },
  }
}

function Fields({ typed, onSet }: { typed: Typed; onSet: (over: Partial<Typed>) => void }) {
  const say = useProtectWords()
  const said = useSaid()
  return (
    <div className="fields">
      {LIMITS.map(name => {
        const { least, most, name: words, unit, why } = LIMIT_BOUNDS[name]
        const wrong = isWithin(name, typed[name]) ? undefined : say('beyond', { least, most })
        const hint = `${say('from', { least, most, unit: said(unit) })} · ${said(why)}`
        return (
          <NumberField
            key={name}
            label={name === 'heatMinutes' && typed[name] === '' ? `${said(words)}（${say('notHot')}）` : said(words)}
            hint={hint}
            error={wrong}
            least={least}
            most={most}
            value={typed[name]}
            onChange={value => onSet({ [name]: value })}
          />
        )
      })}
    </div>
  )
}

/** Whom it would touch, before anything is changed. */
function Shown({ preview }: { preview: Preview }) {
  const say = useProtectWords()
  const { places, looked, stopped, eased, through } = preview
  return (
    <section aria-live="polite">
      <Note state={stopped > 0 ? 'watch' : 'good'}>
        {say(stopped > 0 ? 'stopped' : 'fine', { places, stopped, through })} {eased > 0 && say('eased', { eased })}{' '}
        {looked < places && say('lookedAt', { looked })}
      </Note>
    </section>
  )
}

function Affected({ preview: { rows, stopped } }: { preview: Preview }) {
  const say = useProtectWords()
  const times = useTimes()
  const language = useLanguage()
  return (
    <>
      <h3 className="legend">
        {say('affected')} {stopped > rows.length && <span>{say('firstOf', { shown: rows.length })}</span>}
      </h3>
      <DataTable
        caption={say('affected')}
        rows={rows}
        keyOf={({ assignmentId }) => assignmentId}
        columns={[
          { key: 'person', title: say('person'), cell: ({ person }) => <Personal>{person.name}</Personal> },
          { key: 'post', title: say('post'), cell: row => <Go to={`/posts/${row.postId}`}>{row.post}</Go> },
          {
            key: 'shift',
            title: say('shift'),
            cell: row => (
              <span className="digits">
                {times.moment(row.startsAt)}–{times.clock(row.endsAt)}
              </span>
            ),
          },
          { key: 'why', title: say('why'), cell: row => <span className="wrap">{row[language]}</span> },
        ]}
      />
    </>
  )
}
