import { type Entry, entries, type Register } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { usePages } from '../platform/pages.ts'
import { useTimes } from '../platform/time.ts'
import { Choose } from '../shared/Choose.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Section } from '../shared/Page.tsx'
import { Rows } from '../shared/Rows.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { EntrySide } from './EntrySide.tsx'
import { useBrief } from './spoken.ts'
import { useRegisterWords } from './words.ts'

const ONLY = ['all', 'held', 'out'] as const
type Only = (typeof ONLY)[number]

/** The entries of a register, the latest first: all, those that wait for a desk, or those who are still out. */
export function EntryList({ register }: { register: Register }) {
  const say = useRegisterWords()
  const [only, setOnly] = useState<Only>(register.held > 0 ? 'held' : 'all')
  const [postId, setPostId] = useState('')
  const [chosen, setChosen] = useState<Entry>()
  const shown = ONLY.filter(key => key !== 'out' || register.form.returns)
  const choice = (
    <>
      <Choose
        aria-label={say('post')}
        value={postId}
        options={[{ key: '', name: say('everyPost') }, ...register.posts.map(({ id, name }) => ({ key: id, name }))]}
        onChange={setPostId}
      />
      <Choose
        aria-label={say('only')}
        value={only}
        options={shown.map(key => ({ key, name: say(`only.${key}`) }))}
        onChange={key => setOnly(ONLY.find(one => one === key) ?? 'all')}
      />
    </>
  )
  return (
    <Section title={say('list')} actions={choice}>
      <EntryTable register={register} only={only} postId={postId} onChoose={setChosen} />
      {chosen && <EntrySide key={chosen.id} register={register} entry={chosen} onClose={() => setChosen(undefined)} />}
    </Section>
  )
}

interface TableProps {
  readonly register: Register
  readonly only: Only
  readonly postId: string
  readonly onChoose: (entry: Entry) => void
}

function EntryTable({ register, only, postId, onChoose }: TableProps) {
  const say = useRegisterWords()
  const times = useTimes()
  const brief = useBrief(register.form)
  const pages = usePages(entries, {
    registerId: register.id,
    ...(only === 'all' ? {} : { only }),
    ...(postId ? { postId } : {}),
  })
  const columns: Column<Entry>[] = [
    { key: 'at', title: say('at'), cell: ({ at }) => times.brief(at) },
    {
      key: 'what',
      title: say('what'),
      cell: entry => (
        <button type="button" className="text-link" onClick={() => onChoose(entry)}>
          {brief({ ...entry.answers, ...entry.personal }) || say('entry')}
        </button>
      ),
    },
    { key: 'post', title: say('post'), cell: ({ post }) => post.name, wideOnly: true },
    { key: 'state', title: say('state'), cell: entry => <EntryState entry={entry} returns={register.form.returns} /> },
  ]
  return (
    <Rows pages={pages}>
      {rows => (
        <DataTable
          caption={say('list')}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          tone={({ state }) => (state === 'held' ? 'watch' : undefined)}
          long={{ total: pages.total, more: pages.more }}
          empty={<Empty title={say('listNone')}>{say('listNoneDo')}</Empty>}
        />
      )}
    </Rows>
  )
}

export function EntryState({ entry, returns }: { entry: Entry; returns: boolean }) {
  const say = useRegisterWords()
  const times = useTimes()
  if (entry.state === 'held') return <StateMark state="watch">{say('held')}</StateMark>
  if (!returns) return entry.older ? <span className="soft">{say('older')}</span> : null
  return entry.backAt ? say('backAt', { at: times.brief(entry.backAt) }) : <b>{say('stillOut')}</b>
}
