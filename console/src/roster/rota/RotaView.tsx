import type { Board as BoardData } from '@muster/core/roster/draft.wire.ts'
import type { Rota } from '@muster/core/roster/rota.wire.ts'
import Segmented from 'antd/es/segmented'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Asked } from '../../platform/api.ts'
import { serverNow } from '../../platform/clock.ts'
import { useLanguage } from '../../platform/language.ts'
import { useSession } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { fieldOf } from '../../platform/zone.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { Board } from './Board.tsx'
import { BuildPanel } from './BuildPanel.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { PersonCard } from './PersonCard.tsx'
import { PoolList } from './PoolList.tsx'
import { RotaBar } from './RotaBar.tsx'
import { type Doing, RotaDialogs } from './RotaDialogs.tsx'
import type { Week } from './RotaPage.tsx'
import { StatusLine } from './StatusLine.tsx'
import { type PoolAnswer, type Span, useWorkbench, type Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly rota: Rota
  readonly span: Span
  readonly data: BoardData
  readonly people: Asked<PoolAnswer>
  readonly onWeek: Week
  readonly doing: Doing | undefined
  readonly onDo: (doing: Doing | undefined) => void
}

/** The board with its bar above, its status below, and the pool or the engine beside it. */
export function RotaView({ rota, span, data, people, onWeek, doing, onDo }: Props) {
  const say = useRotaWords()
  const [side, setSide] = useState<'people' | 'engine'>('people')
  const [grid, search] = [useRef<HTMLTableElement>(null), useRef<HTMLInputElement>(null)]
  const bench = useWorkbench(rota, span, data, people.data, { grid, search, override: () => onDo('override') })
  const status = useId()
  useUndoKeys(bench)
  return (
    <div className="rota">
      <RotaBar rota={rota} bench={bench} week={onWeek} onDo={onDo} />
      <ProblemNote problem={bench.problem} />
      <div className="rota-split">
        <div>
          <BoardOf bench={bench} data={data} status={status} gridRef={grid} />
          <StatusLine id={status} bench={bench} />
        </div>
        <aside>
          <Segmented
            block
            value={side}
            options={[
              { value: 'people', label: say('people') },
              { value: 'engine', label: say('engine') },
            ]}
            onChange={setSide}
          />
          {side === 'people' ? (
            <PeopleSide bench={bench} people={people} searchRef={search} onAmend={() => onDo('amend')} />
          ) : (
            <BuildPanel rota={rota} bench={bench} />
          )}
        </aside>
      </div>
      <RotaDialogs rota={rota} bench={bench} people={people.data} doing={doing} onDone={() => onDo(undefined)} />
      <ConflictDialog bench={bench} />
    </div>
  )
}

/** Ctrl-Z takes back, Ctrl-Shift-Z and Ctrl-Y do again, wherever on the page; in a field they are the field's own. */
function useUndoKeys({ undo, redo }: Workbench): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return
      const act = { z: event.shiftKey ? redo : undo, y: redo }[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [undo, redo])
}

interface PeopleProps {
  readonly bench: Workbench
  readonly people: Asked<PoolAnswer>
  readonly searchRef: React.Ref<HTMLInputElement>
  readonly onAmend: () => void
}
function PeopleSide({ bench, people, searchRef, onAmend }: PeopleProps) {
  const say = useRotaWords()
  return (
    <>
      <PersonCard bench={bench} />
      <Answer asked={people}>
        {answer =>
          answer.people.length === 0 ? (
            <Empty
              title={say('poolNone')}
              action={
                <Act verb="roster.plan" onClick={onAmend}>
                  {say('amendRota')}
                </Act>
              }
            />
          ) : (
            <PoolList bench={bench} people={answer.people} searchRef={searchRef} />
          )
        }
      </Answer>
    </>
  )
}

interface BoardOfProps {
  readonly bench: Workbench
  readonly data: BoardData
  readonly status: string
  readonly gridRef: React.Ref<HTMLTableElement>
}
function BoardOf({ bench, data, status, gridRef }: BoardOfProps) {
  const say = useRotaWords()
  const days = useDayNames(bench.days)
  const { ground, hand } = bench
  const named = useCallback(
    (personId: string) => {
      const person = ground.people.get(personId)
      return {
        name: person?.name ?? person?.volunteerNo ?? '–',
        title: person ? `${person.name ?? '–'} · ${person.unit} · ${person.volunteerNo}` : '',
      }
    },
    [ground.people],
  )
  if (data.shifts.length === 0) return <Empty title={say('noShifts')}>{say('noShiftsDo')}</Empty>
  const row = bench.rows[hand.at.row]
  const seen = hand.held[0]?.personId ?? (row?.kind === 'place' ? row.sitting[hand.at.day]?.[row.nth] : undefined)
  return (
    <Board
      rows={bench.rows}
      days={days}
      draft={bench.draft}
      folded={bench.view.folded}
      hand={hand}
      marks={bench.marks}
      named={named}
      seen={seen}
      fixed={bench.fixed}
      onToggle={bench.view.toggle}
      onHover={bench.setOver}
      gridRef={gridRef}
      status={status}
    />
  )
}

/** 周一 3/30 · Mon 30 Mar, with today marked. */
function useDayNames(days: readonly string[]) {
  const times = useTimes()
  const language = useLanguage()
  const { tenant } = useSession()
  return useMemo(() => {
    const week = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
    const today = fieldOf(tenant.zone, serverNow()).slice(0, 10)
    const short = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
    return days.map(day => {
      // A column of a week is narrow: 周二 11/24, Tue 24 Nov.
      const date = language === 'zh' ? short(day) : times.day(times.fromField(`${day}T12:00`))
      return { day, name: `${week.format(new Date(`${day}T12:00:00Z`))} ${date}`, today: day === today }
    })
  }, [days, language, tenant.zone, times])
}
