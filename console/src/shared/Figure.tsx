import Drawer from 'antd/es/drawer'
import { useState } from 'react'
import './Figure.css'
import { useNow } from '../platform/clock.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { spell, useTimes } from '../platform/time.ts'
import { type State, StateMark } from './StateMark.tsx'
import { unitWord } from './units.ts'
import { useSharedWords } from './words.ts'

export interface FigureProps {
  readonly label: string
  readonly value: number
  /** A key of UNITS, or the word itself. */
  readonly unit: string
  readonly asOf: string
  readonly approx?: boolean
  readonly rule?: { readonly zh: string; readonly en: string }
  /** What stands behind the number, drawn when it is opened. */
  readonly behind?: () => React.ReactNode
  /** Of how many, for figures with a base: 343 of 348. */
  readonly of?: number
  readonly state?: State
  /** When the place was last heard; null is never. A silent place shows this and no number. */
  readonly lastHeard?: string | null
  readonly silent?: boolean
  /** A live figure older than this many minutes shows its age. */
  readonly staleAfter?: number
}

/** A number that answers for itself: unit, as-of, rule, and what stands behind it. */
export function Figure(props: FigureProps) {
  const [open, setOpen] = useState(false)
  const opens = Boolean(props.rule ?? props.behind)
  const face = props.silent ? <Silence {...props} /> : <Value {...props} />
  return (
    <div className="figure">
      <dt>{props.label}</dt>
      <dd>
        {opens ? (
          <button type="button" className="figure-opens" onClick={() => setOpen(true)} aria-haspopup="dialog">
            {face}
          </button>
        ) : (
          face
        )}
        <Behind {...props} open={open} onClose={() => setOpen(false)} />
      </dd>
    </div>
  )
}

function Value({ value, unit, of, approx, state, asOf, staleAfter }: FigureProps) {
  const say = useSharedWords()
  const language = useLanguage()
  return (
    <span className={`figure-value ${state ? `mark-${state}` : ''}`}>
      {state && state !== 'good' && <StateMark state={state} bare />}
      {approx && <small>{say('approx')}</small>}
      <b>{value.toLocaleString('en-US')}</b>
      {of !== undefined && <span className="figure-of">/ {of.toLocaleString('en-US')}</span>}
      <small>{unitWord(unit, value, language)}</small>
      {staleAfter !== undefined && <Age asOf={asOf} after={staleAfter} />}
    </span>
  )
}

function Age({ asOf, after }: { asOf: string; after: number }) {
  const say = useSharedWords()
  const language = useLanguage()
  const minutes = (useNow(30_000) - Date.parse(asOf)) / 60_000
  if (minutes < after) return null
  return <small className="mark-watch">{say('stale', { age: spell(minutes, language) })}</small>
}

function Silence({ lastHeard }: FigureProps) {
  const say = useSharedWords()
  const times = useTimes()
  return (
    <StateMark state="silent">
      {lastHeard ? say('lastHeard', { at: times.moment(lastHeard) }) : say('neverHeard')}
    </StateMark>
  )
}

function Behind(props: FigureProps & { open: boolean; onClose: () => void }) {
  const say = useSharedWords()
  const said = useSaid()
  const times = useTimes()
  return (
    <Drawer open={props.open} onClose={props.onClose} title={props.label} size={720} destroyOnHidden>
      <dl className="facts">
        <dt>{say('asOf')}</dt>
        <dd>{times.formal(props.asOf)}</dd>
        {props.rule && (
          <>
            <dt>{say('rule')}</dt>
            <dd>{said(props.rule)}</dd>
          </>
        )}
      </dl>
      <p className="figure-big">
        <Value {...props} />
      </p>
      {props.open && props.behind?.()}
    </Drawer>
  )
}
