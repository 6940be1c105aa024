import Modal from 'antd/es/modal'
import { useEffect, useState } from 'react'
import './CommandSearch.css'
import { useLanguage } from '../platform/language.ts'
import { Go } from '../shared/Go.tsx'
import { type Find, type Finds, useFinds } from './useFinds.ts'
import { usePeopleWords } from './words.ts'

/** `/` or Ctrl-K from anywhere: one search over places, people and units. */
export function CommandSearch() {
  const say = usePeopleWords()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!asksForSearch(event)) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button type="button" className="command-open" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <span>{say('search')}</span>
        <kbd>/</kbd>
      </button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        title={<span className="unseen">{say('search')}</span>}
        width={640}
        destroyOnHidden
      >
        <Panel onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function asksForSearch(event: KeyboardEvent): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return true
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')
  return event.key === '/' && !typing && !event.isComposing && !event.ctrlKey && !event.metaKey
}

function Panel({ onDone }: { onDone: () => void }) {
  const [typed, setTyped] = useState('')
  return <SearchCard typed={typed} finds={useFinds(typed)} onType={setTyped} onDone={onDone} />
}

interface CardProps {
  readonly typed: string
  readonly finds: Finds
  readonly onType: (typed: string) => void
  readonly onDone: () => void
}

/** Stable, so that the field takes the focus once and not at every drawing. */
const focus = (field: HTMLInputElement | null) => {
  setTimeout(() => field?.focus())
}

/** The field and what it found: arrows walk through the links, Enter in the field opens the first. */
export function SearchCard({ typed, finds, onType, onDone }: CardProps) {
  const say = usePeopleWords()
  const onKey = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
    if (step) event.preventDefault()
    if (step) stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus()
    if (event.key === 'Enter' && at === 0) stops[1]?.click()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the field and the links inside take the keys
    <search className="command" onKeyDown={onKey}>
      <input
        ref={focus}
        type="search"
        aria-label={say('search')}
        placeholder={say('searchHint')}
        value={typed}
        onChange={event => onType(event.target.value)}
      />
      <Results rows={finds.rows} onDone={onDone} />
      <Foot typed={typed} finds={finds} />
    </search>
  )
}

function Foot({ typed, finds }: { typed: string; finds: Finds }) {
  const say = usePeopleWords()
  const language = useLanguage()
  const nothing = typed.trim() && !finds.waiting && finds.rows.length === 0
  return (
    <output className="command-foot soft small">
      {nothing && !finds.problem && say('nothing', { what: typed.trim() })}
      {finds.problem && say('partial', { why: finds.problem.sentence(language) })}
      {!typed.trim() && say('searchKey')}
    </output>
  )
}

function Results({ rows, onDone }: { rows: readonly Find[]; onDone: () => void }) {
  const say = usePeopleWords()
  return (
    <ul className="command-list">
      {rows.map((row, at) => (
        <li key={`${row.group} ${row.key}`}>
          <Go to={row.to} {...(row.search ? { search: row.search } : {})} onClick={onDone}>
            <small>{row.group !== rows[at - 1]?.group && say(row.group)}</small>
            <b>{row.name}</b>
            <span>{row.beside}</span>
          </Go>
        </li>
      ))}
    </ul>
  )
}
