import type { Rota } from '@muster/core/roster/rota.wire.ts'
import Button from 'antd/es/button'
import Popover from 'antd/es/popover'
import { Act } from '../../shared/Act.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import type { Doing } from './RotaDialogs.tsx'
import type { Week } from './RotaPage.tsx'
import type { Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly rota: Rota
  readonly bench: Workbench
  readonly week: Week
  readonly onDo: (what: Doing) => void
}

/** What is missing, and the way to it; then what can be done with the whole of it. */
export function RotaBar({ rota, bench, week, onDo }: Props) {
  const say = useRotaWords()
  return (
    <div className="rota-bar">
      <Gaps bench={bench} />
      <Tick checked={bench.view.onlyGaps} onChange={bench.view.setOnlyGaps}>
        {say('onlyGaps')}
      </Tick>
      <button type="button" className="text-link" onClick={() => bench.view.foldAll(bench.view.folded.size === 0)}>
        {say(bench.view.folded.size === 0 ? 'foldAll' : 'openAll')}
      </button>
      <Popover trigger="click" content={<Keys />} placement="bottom">
        <button type="button" className="text-link">
          {say('keys')}
        </button>
      </Popover>
      <output className="soft small rota-saved">
        {bench.saving ? say('saving') : bench.canUndo ? say('saved') : ''}
      </output>
      <div className="page-actions">
        {(week.back ?? week.on) && (
          <span className="rota-weeks">
            <Button aria-label={say('weekBefore')} title={say('weekBefore')} disabled={!week.back} onClick={week.back}>
              ‹
            </Button>
            <Button aria-label={say('weekAfter')} title={say('weekAfter')} disabled={!week.on} onClick={week.on}>
              ›
            </Button>
          </span>
        )}
        <Button disabled={!bench.canUndo} onClick={bench.undo}>
          {say('undo')}
        </Button>
        <Button disabled={!bench.canRedo} onClick={bench.redo}>
          {say('redo')}
        </Button>
        <Button onClick={() => onDo('versions')} disabled={!rota.published}>
          {say('versions')}
        </Button>
        <Act verb="roster.plan" type="primary" onClick={() => onDo('publish')}>
          {say('publish')}
        </Act>
      </div>
    </div>
  )
}

function Gaps({ bench: { gaps, hand, focusBoard } }: { bench: Workbench }) {
  const say = useRotaWords()
  if (gaps.count === 0) return <StateMark state="good">{say('gapsNone')}</StateMark>
  const next = () => {
    hand.toNextGap()
    focusBoard()
  }
  return (
    <>
      <StateMark state="gap">{say('gapsAll', gaps)}</StateMark>
      <Button size="small" onClick={next}>
        {say('nextGap')} <kbd>G</kbd>
      </Button>
    </>
  )
}

function Keys() {
  const say = useRotaWords()
  return (
    <ul className="plain-list rota-keys">
      {(['keys.move', 'keys.enter', 'keys.delete', 'keys.gap', 'keys.mouse'] as const).map(key => (
        <li key={key}>{say(key)}</li>
      ))}
    </ul>
  )
}
