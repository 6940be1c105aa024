import type { InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import { type Affected, amendPost, previewAmendPost } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { TeamPicker } from '../../people/TeamPicker.tsx'
import { useTell } from '../../platform/api.ts'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { NameField } from '../../shared/NameField.tsx'
import { NumberField } from '../../shared/NumberField.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { AffectedPart, decided, isDecided, NOTHING_CHOSEN } from './Affected.tsx'
import { Beside } from './Beside.tsx'
import { PostSites } from './PostSites.tsx'
import { SkillTicks } from './SkillTicks.tsx'
import { usePostWords } from './words.ts'

interface Form {
  readonly name: string
  readonly reportMinutes: string
  readonly suitMinutes: string
  readonly briefing: string
  readonly closesWhen: string
  readonly checklist: string
  readonly equipment: string
  readonly danger: boolean
  readonly command: boolean
  readonly skills: Post['skills']
  readonly team: readonly Choice[]
  readonly siteId: string | null
  readonly serves: readonly string[]
}
const formOf = (post: Post): Form => ({
  name: post.name,
  reportMinutes: String(post.reportMinutes),
  suitMinutes: post.suitMinutes === null ? '' : String(post.suitMinutes),
  briefing: post.briefing ?? '',
  closesWhen: post.closesWhen ?? '',
  checklist: post.checklist.join('\n'),
  equipment: post.equipment.join('\n'),
  danger: post.danger,
  command: post.command,
  skills: post.skills,
  team: post.team ? [{ key: post.team.id, name: post.team.name }] : [],
  siteId: post.site?.id ?? null,
  serves: post.serves.map(({ id }) => id),
})
const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

type Body = Omit<InputOf<typeof previewAmendPost>, 'postId'>
const bodyOf = (form: Form): Body => ({
  name: form.name.trim(),
  danger: form.danger,
  command: form.command,
  skills: form.skills,
  reportMinutes: Math.trunc(Number(form.reportMinutes)) || 0,
  suitMinutes: form.suitMinutes.trim() ? Math.trunc(Number(form.suitMinutes)) : null,
  briefing: form.briefing.trim() || null,
  closesWhen: form.closesWhen.trim() || null,
  checklist: linesOf(form.checklist),
  equipment: linesOf(form.equipment),
  teamId: form.team[0]?.key ?? null,
  siteId: form.siteId,
  serves: [...form.serves],
})

/** Changes what a post needs; whoever stands there sees the new checklist and briefing at once. */
export function AmendPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const say = usePostWords()
  const [form, setForm] = useState(() => formOf(post))
  const amending = useAmending(post, bodyOf(form), onClose)
  const { found, choosing } = amending
  const set = (over: Partial<Form>) => {
    amending.forget()
    setForm({ ...form, ...over })
  }
  return (
    <Side
      open
      title={`${say('amend')} · ${post.name}`}
      does={say('amend')}
      busy={amending.busy}
      blocked={!form.name.trim() || (found !== undefined && !isDecided(found.rows, choosing))}
      problem={amending.problem}
      onDo={() => void (found ? amending.send(found.rows) : amending.look())}
      onClose={onClose}
    >
      <Texts form={form} onSet={set} />
      <Needs form={form} onSet={set} />
      <Field label={say('team')}>
        {control => <TeamPicker {...control} value={form.team} onChange={team => set({ team: team.slice(-1) })} />}
      </Field>
      <PostSites post={post} siteId={form.siteId} serves={form.serves} onChange={set} />
      {found && found.count > 0 && <AffectedPart {...found} choosing={choosing} onChoose={amending.choose} />}
    </Side>
  )
}

/** First whom the change touches, then the change; where it touches nobody, at once. */
function useAmending(post: Post, body: Body, onClose: () => void) {
  const say = usePostWords()
  const done = useDone()
  const [found, setFound] = useState<OutputOf<typeof previewAmendPost>>()
  const [choosing, choose] = useState(NOTHING_CHOSEN)
  const looking = useTell(previewAmendPost)
  const amending = useTell(amendPost)
  const send = async (affected: readonly Affected[]) => {
    const about = { postId: post.id, version: post.version }
    if (!(await amending.tell({ ...about, ...body, ...decided(affected, choosing) }))) return
    done(say('didAmend', { name: body.name }))
    onClose()
  }
  return {
    found,
    choosing,
    choose,
    send,
    busy: looking.telling || amending.telling,
    problem: looking.problem ?? amending.problem,
    forget: () => setFound(undefined),
    look: async () => {
      const touched = await looking.tell({ postId: post.id, ...body })
      if (!touched) return
      setFound(touched)
      if (touched.count === 0) await send([])
    },
  }
}

interface PartProps {
  readonly form: Form
  readonly onSet: (over: Partial<Form>) => void
}

function Texts({ form, onSet }: PartProps) {
  const say = usePostWords()
  const long = (key: 'briefing' | 'checklist' | 'equipment', most: number, hint: string) => (
    <Field label={say(key)} hint={hint}>
      {control => (
        <LongText {...control} rows={3} most={most} value={form[key]} onChange={text => onSet({ [key]: text })} />
      )}
    </Field>
  )
  return (
    <>
      <NameField label={say('name')} value={form.name} onChange={name => onSet({ name })} />
      {long('briefing', 1000, say('briefingHint'))}
      {long('checklist', 700, say('oneALine'))}
      {long('equipment', 700, say('oneALine'))}
      <TextField
        label={say('closesWhen')}
        hint={say('closesWhenHint')}
        most={80}
        value={form.closesWhen}
        onChange={closesWhen => onSet({ closesWhen })}
      />
    </>
  )
}

function Needs({ form, onSet }: PartProps) {
  const say = usePostWords()
  return (
    <>
      <Beside>
        <NumberField
          label={say('reportMinutes')}
          least={0}
          most={240}
          value={form.reportMinutes}
          onChange={reportMinutes => onSet({ reportMinutes })}
        />
        <NumberField
          label={say('suitMinutes')}
          hint={say('suitNone')}
          least={30}
          most={480}
          value={form.suitMinutes}
          onChange={suitMinutes => onSet({ suitMinutes })}
        />
      </Beside>
      <SkillTicks value={form.skills} onChange={skills => onSet({ skills })} />
      <Tick checked={form.danger} onChange={danger => onSet({ danger })}>
        {say('danger')}
      </Tick>
      <Tick checked={form.command} onChange={command => onSet({ command })}>
        {say('command')}
      </Tick>
    </>
  )
}
