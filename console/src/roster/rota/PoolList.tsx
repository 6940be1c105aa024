/* oxlint-disable jsx-a11y/prefer-tag-over-role -- options that are dragged and drawn in a window of hundreds are no `option` tags */
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import { inHours } from '@muster/core/roster/guard-sentences.ts'
import { useEffect, useId, useMemo, useState } from 'react'
import { useLanguage, useSaid } from '../../platform/language.ts'
import { ROW } from '../../platform/tokens.ts'
import { Choose } from '../../shared/Choose.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useWindowed } from '../../shared/useWindowed.ts'
import { type PoolFilter, type PoolRow, type Skill, usePool } from './usePool.ts'
import type { PoolAnswer, Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly bench: Workbench
  readonly people: PoolAnswer['people']
  readonly searchRef: React.Ref<HTMLInputElement>
}

/** Everybody who may be placed: typed for, filtered, taken up with Enter or dragged onto the board. */
export function PoolList({ bench, people, searchRef }: Props) {
  const say = useRotaWords()
  const id = useId()
  const [filter, setFilter] = useState<PoolFilter>({ typed: '', skill: '', unit: '' })
  const [at, setAt] = useState(0)
  const rows = usePool(bench, people, filter)
  const active = Math.min(at, rows.length - 1)
  const set = (over: Partial<PoolFilter>) => {
    setFilter({ ...filter, ...over })
    setAt(0)
  }
  const pickUp = (row: PoolRow | undefined) => {
    if (!row || bench.fixed) return
    bench.hand.take([{ personId: row.person.id }])
    bench.focusBoard()
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    if (step) setAt(Math.max(0, Math.min(rows.length - 1, active + step)))
    else if (event.key === 'Enter') pickUp(rows[active])
    else if (event.key === 'Escape') {
      if (filter.typed) set({ typed: '' })
      else bench.focusBoard()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="pool">
      <input
        ref={searchRef}
        type="search"
        className="native pool-search"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={rows[active] ? `${id}-${active}` : undefined}
        aria-label={say('findPerson')}
        placeholder={`${say('findPerson')}  /`}
        value={filter.typed}
        onChange={event => set({ typed: event.target.value })}
        onKeyDown={onKey}
      />
      <Filters filter={filter} people={people} onSet={set} />
      <p className="pool-head soft small">
        <span>{say('poolCount', { shown: rows.length, total: people.length })}</span>
        <span>{say('hours7')}</span>
      </p>
      <Options id={id} rows={rows} active={active} bench={bench} onPick={pickUp} />
    </div>
  )
}

interface FiltersProps {
  readonly filter: PoolFilter
  readonly people: PoolAnswer['people']
  readonly onSet: (over: Partial<PoolFilter>) => void
}
function Filters({ filter, people, onSet }: FiltersProps) {
  const say = useRotaWords()
  const said = useSaid()
  const units = useMemo(() => [...new Set(people.map(({ unit }) => unit))].toSorted(), [people])
  const skills = useMemo(() => [...new Set(people.flatMap(({ skills }) => skills ?? []))], [people])
  return (
    <div className="pool-filters">
      <Choose
        aria-label={say('anySkill')}
        value={filter.skill}
        options={[{ key: '', name: say('anySkill') }, ...skills.map(key => ({ key, name: said(SKILL_WORDS[key]) }))]}
        onChange={skill => onSet({ skill: skill as Skill | '' })}
      />
      <Choose
        aria-label={say('anyUnit')}
        value={filter.unit}
        options={[{ key: '', name: say('anyUnit') }, ...units.map(key => ({ key, name: key }))]}
        onChange={unit => onSet({ unit })}
      />
    </div>
  )
}

interface OptionsProps {
  readonly id: string
  readonly rows: readonly PoolRow[]
  readonly active: number
  readonly bench: Workbench
  readonly onPick: (row: PoolRow) => void
}
function Options({ id, rows, active, bench, onPick }: OptionsProps) {
  const say = useRotaWords()
  const { well, from, to } = useWindowed(rows.length, true, undefined)
  const shown = rows.slice(from, to)
  useEffect(() => {
    const list = well.current
    if (!list) return
    list.scrollTo(0, Math.min(active * ROW, Math.max(list.scrollTop, (active + 1) * ROW - list.clientHeight)))
  }, [well, active])
  return (
    <section ref={well} className="pool-list">
      {rows.length === 0 && <p className="soft">{say('poolEmpty')}</p>}
      <div id={`${id}-list`} role="listbox" aria-label={say('pool')} style={{ height: rows.length * ROW }}>
        {shown.map((row, nth) => (
          <Option
            key={row.person.id}
            id={`${id}-${from + nth}`}
            top={(from + nth) * ROW}
            row={row}
            active={from + nth === active}
            bench={bench}
            onPick={onPick}
          />
        ))}
      </div>
    </section>
  )
}

interface OptionProps {
  readonly id: string
  readonly top: number
  readonly row: PoolRow
  readonly active: boolean
  readonly bench: Workbench
  readonly onPick: (row: PoolRow) => void
}
function Option({ id, top, row, active, bench, onPick }: OptionProps) {
  const say = useRotaWords()
  const language = useLanguage()
  const { person, minutes, tone, verdicts } = row
  const why = verdicts.map(one => one[language]).join(say('and'))
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={`pool-option ${active ? 'pool-active' : ''}`}
      style={{ top }}
      draggable={!bench.fixed}
      title={[`${person.volunteerNo} · ${person.unit}`, why].filter(Boolean).join('\n')}
      onClick={() => onPick(row)}
      onKeyDown={event => event.key === 'Enter' && onPick(row)}
      onDragStart={event => {
        event.dataTransfer.effectAllowed = 'copyMove'
        event.dataTransfer.setData('text/plain', '')
        bench.hand.take([{ personId: person.id }])
      }}
      onDragEnd={() => bench.hand.putBack()}
    >
      {tone ? <StateMark state={tone} bare /> : <span />}
      <b>{person.name ?? '–'}</b>
      <small className="soft">{why || person.unit}</small>
      <span className="digits">{inHours(minutes)}</span>
    </div>
  )
}
