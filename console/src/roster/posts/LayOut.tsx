import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { layOut, previewLayOut, type TemplateLine, undoBatch } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { DayField } from '../../shared/DayField.tsx'
import { Note } from '../../shared/Note.tsx'
import { Side } from '../../shared/Side.tsx'
import { Ticks } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { Beside } from './Beside.tsx'
import { daysLater } from './days.ts'
import { TemplateLines } from './TemplateLines.tsx'
import { useKinds } from './useKinds.ts'
import { usePostWords } from './words.ts'

type Preview = OutputOf<typeof previewLayOut>
interface Props {
  readonly posts: readonly Post[]
  readonly chosen: readonly string[]
  readonly onClose: () => void
}
interface Template {
  readonly postIds: readonly string[]
  readonly firstDay: string
  readonly lastDay: string
  readonly lines: readonly TemplateLine[]
}

/** Lays the hours of a day out over days and posts: looked at first, then done, and taken back as one. */
export function LayOut({ posts, chosen, onClose }: Props) {
  const say = usePostWords()
  const form = useTemplate(posts, chosen)
  const acting = useActing(form.template, onClose)
  const { preview } = acting
  const set = (over: Partial<Template>) => {
    acting.forget()
    form.set(over)
  }
  return (
    <Side
      open
      wide
      title={say('layOut')}
      does={preview ? say('doLayOut', { shifts: preview.shifts }) : say('preview')}
      busy={acting.busy}
      blocked={form.template.postIds.length === 0 || form.template.lines.length === 0 || preview?.shifts === 0}
      problem={acting.problem}
      onDo={() => void (preview ? acting.send() : acting.look())}
      onClose={onClose}
    >
      <Days template={form.template} onSet={set} />
      <TemplateLines lines={form.template.lines} usual={form.usual} onChange={lines => set({ lines })} />
      {posts.length > 1 && (
        <Ticks
          legend={say('forPosts')}
          options={posts.filter(({ state }) => state === 'open').map(({ id, name }) => ({ key: id, name }))}
          value={form.template.postIds}
          onChange={postIds => set({ postIds })}
        />
      )}
      {preview && <Shown preview={preview} />}
    </Side>
  )
}

/** A week of the usual hours of the first chosen post, to begin with. */
function useTemplate(posts: readonly Post[], chosen: readonly string[]) {
  const times = useTimes()
  const kinds = useKinds()
  const [firstDay] = useState(() => times.toField(serverNow()).slice(0, 10))
  const [said, setSaid] = useState<Partial<Template>>({})
  const postIds = said.postIds ?? chosen
  const first = posts.find(({ id }) => id === postIds[0])
  const pack = first && kinds.packPosts(first.incidentId).find(({ key }) => key === first.kind)
  const usual = pack?.hours.map((hours): TemplateLine => ({ ...hours, role: pack.role, skills: [] })) ?? []
  const template = { postIds, firstDay, lastDay: daysLater(firstDay, 6), lines: usual, ...said }
  return { template, usual, set: (over: Partial<Template>) => setSaid({ ...said, ...over }) }
}

function useActing({ postIds, firstDay, lastDay, lines }: Template, onClose: () => void) {
  const say = usePostWords()
  const done = useDone()
  const [batchId] = useState(newId)
  const [preview, setPreview] = useState<Preview>()
  const looking = useTell(previewLayOut)
  const laying = useTell(layOut)
  const undoing = useTell(undoBatch)
  const template = { postIds: [...postIds], firstDay, lastDay, lines: [...lines] }
  return {
    preview,
    busy: looking.telling || laying.telling,
    problem: looking.problem ?? laying.problem,
    forget: () => setPreview(undefined),
    look: async () => setPreview(await looking.tell(template)),
    send: async () => {
      const made = await laying.tell({ id: batchId, ...template })
      if (!made) return
      done(say('didLayOut', { shifts: made.shifts }), () => void undoing.tell({ batchId }))
      onClose()
    },
  }
}

function Days({ template, onSet }: { template: Template; onSet: (over: Partial<Template>) => void }) {
  const say = usePostWords()
  const end = (key: 'firstDay' | 'lastDay') => (
    <DayField label={say(key)} value={template[key]} onChange={day => onSet({ [key]: day })} />
  )
  return (
    <Beside>
      {end('firstDay')}
      {end('lastDay')}
    </Beside>
  )
}

const SHOWN = 12

function Shown({ preview }: { preview: Preview }) {
  const say = usePostWords()
  const times = useTimes()
  const { shifts, posts, days, people, known } = preview
  const hours = preview.hours.toLocaleString('en-US')
  if (shifts === 0) return <Note state="watch">{say('nothingNew')}</Note>
  return (
    <section aria-live="polite">
      <Note state="good">
        {say('wouldMake', { shifts, posts, days, people, hours })} {known > 0 && say('wouldKeep', { known })}
      </Note>
      <h3 className="legend">{say('firstShifts')}</h3>
      <ul className="plain-list">
        {preview.first.slice(0, SHOWN).map(one => (
          <li key={`${one.startsAt} ${one.role}`}>
            {times.moment(one.startsAt)} – {times.brief(one.endsAt)} · {one.people} {say('people')}
          </li>
        ))}
      </ul>
    </section>
  )
}
