import { amendPost } from '@muster/core/roster/posts.wire.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { sites } from '@muster/core/roster/sites.wire.ts'
import { useState } from 'react'
import { TeamPicker } from '../../people/TeamPicker.tsx'
import { useAsk, useTell } from '../../platform/api.ts'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { Tick, Ticks } from '../../shared/Ticks.tsx'
import { usePostWords } from './words.ts'

interface Form {
  readonly name: string
  readonly reportMinutes: string
  readonly briefing: string
  readonly closesWhen: string
  readonly checklist: string
  readonly equipment: string
  readonly danger: boolean
  readonly command: boolean
  readonly team: readonly Choice[]
  readonly serves: readonly string[]
}
const formOf = (post: Post): Form => ({
  name: post.name,
  reportMinutes: String(post.reportMinutes),
  briefing: post.briefing ?? '',
  closesWhen: post.closesWhen ?? '',
  checklist: post.checklist.join('\n'),
  equipment: post.equipment.join('\n'),
  danger: post.danger,
  command: post.command,
  team: post.team ? [{ key: post.team.id, name: post.team.name }] : [],
  serves: post.serves.map(({ id }) => id),
})
const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

/** Changes what a post needs; whoever stands there sees the new checklist and briefing at once. */
export function AmendPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const say = usePostWords()
  const [form, setForm] = useState(() => formOf(post))
  const { tell, telling, problem } = useTell(amendPost)
  const set = (over: Partial<Form>) => setForm({ ...form, ...over })
  const send = async () => {
    const { name, danger, command } = form
    const sent = await tell({
      postId: post.id,
      version: post.version,
      name: name.trim(),
      danger,
      command,
      reportMinutes: Math.trunc(Number(form.reportMinutes)) || 0,
      briefing: form.briefing.trim() || null,
      closesWhen: form.closesWhen.trim() || null,
      checklist: linesOf(form.checklist),
      equipment: linesOf(form.equipment),
      teamId: form.team[0]?.key ?? null,
      serves: [...form.serves],
    })
    if (sent) onClose()
  }
  return (
    <Side
      open
      title={`${say('amend')} · ${post.name}`}
      does={say('amend')}
      busy={telling}
      blocked={!form.name.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Texts form={form} onSet={set} />
      <Tick checked={form.danger} onChange={danger => set({ danger })}>
        {say('danger')}
      </Tick>
      <Tick checked={form.command} onChange={command => set({ command })}>
        {say('command')}
      </Tick>
      <Field label={say('team')}>
        {control => <TeamPicker {...control} value={form.team} onChange={team => set({ team: team.slice(-1) })} />}
      </Field>
      {post.kind === 'gate' && <Serves post={post} value={form.serves} onChange={serves => set({ serves })} />}
    </Side>
  )
}

function Texts({ form, onSet }: { form: Form; onSet: (over: Partial<Form>) => void }) {
  const say = usePostWords()
  const long = (key: 'briefing' | 'checklist' | 'equipment', most: number, hint?: string) => (
    <Field label={say(key)} hint={hint}>
      {control => (
        <LongText {...control} rows={3} most={most} value={form[key]} onChange={text => onSet({ [key]: text })} />
      )}
    </Field>
  )
  return (
    <>
      <TextField label={say('name')} required most={60} value={form.name} onChange={name => onSet({ name })} />
      {long('briefing', 1000, say('briefingHint'))}
      {long('checklist', 700)}
      {long('equipment', 700)}
      <TextField
        label={say('closesWhen')}
        most={80}
        value={form.closesWhen}
        onChange={closesWhen => onSet({ closesWhen })}
      />
      <TextField
        label={say('reportMinutes')}
        most={3}
        value={form.reportMinutes}
        onChange={reportMinutes => onSet({ reportMinutes })}
      />
    </>
  )
}

interface ServesProps {
  readonly post: Post
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** The compounds of the place, to tick those that this gate serves. */
function Serves({ post, value, onChange }: ServesProps) {
  const say = usePostWords()
  const found = useAsk(sites, { territory: post.territory.code, kind: 'compound', limit: 200 })
  const known = new Map([...post.serves, ...(found.data?.rows ?? [])].map(({ id, name }) => [id, name]))
  return (
    <>
      <Ticks
        legend={say('serves')}
        options={[...known].map(([key, name]) => ({ key, name }))}
        value={value}
        onChange={onChange}
      />
      <p className="soft small">{say('servesHint')}</p>
    </>
  )
}
