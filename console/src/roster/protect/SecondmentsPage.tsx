import { endSecondment, type Secondment, secondments } from '@muster/core/roster/secondment.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { useNow } from '../../platform/clock.ts'
import { usePages } from '../../platform/pages.ts'
import { useHolds } from '../../platform/session.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Page } from '../../shared/Page.tsx'
import { Personal } from '../../shared/Personal.tsx'
import { Rows } from '../../shared/Rows.tsx'
import { SearchInput } from '../../shared/SearchInput.tsx'
import { type State, StateMark } from '../../shared/StateMark.tsx'
import { Tick } from '../../shared/Ticks.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useRested } from '../../shared/useRested.ts'
import { ProtectTabs } from './ProtectTabs.tsx'
import { ExtendSecondment, SecondPerson } from './SecondPerson.tsx'
import { useProtectWords } from './words.ts'

const DAY = 86_400_000
type Doing = 'begin' | { readonly what: 'extend' | 'end'; readonly of: Secondment }

/** Who is lent where and until when; begun, ended and given another end here. */
export function SecondmentsPage() {
  const say = useProtectWords()
  const [typed, setTyped] = useState('')
  const [ended, setEnded] = useState(false)
  const [doing, setDoing] = useState<Doing>()
  const search = useRested(typed.trim())
  const lends = useHolds()('roster.second')
  const pages = usePages(secondments, { ended, limit: 200, ...(search ? { search } : {}) })
  const close = () => setDoing(undefined)
  const begin = (
    <Act verb="roster.second" type="primary" onClick={() => setDoing('begin')}>
      {say('secondAct')}
    </Act>
  )
  return (
    <Page title={say('secondments')} actions={lends && begin}>
      <ProtectTabs />
      <p className="prose">{say('secondmentsWhy')}</p>
      <search className="filters">
        <SearchInput label={say('find')} value={typed} onChange={setTyped} />
        <Tick checked={ended} onChange={setEnded}>
          {say('withEnded')}
        </Tick>
      </search>
      <Rows pages={pages}>
        {rows => (
          <SecondmentTable
            rows={rows}
            long={{ total: pages.total, more: pages.more }}
            onDo={setDoing}
            empty={
              search ? (
                <Empty title={say('noMatch')}>{say('noMatchDo')}</Empty>
              ) : (
                <Empty title={say('secondmentsNone')} action={lends && begin}>
                  {say(lends ? 'secondmentsNoneDo' : 'secondmentsNoneAsk')}
                </Empty>
              )
            }
          />
        )}
      </Rows>
      {doing === 'begin' && <SecondPerson onClose={close} />}
      {typeof doing === 'object' && doing.what === 'extend' && <ExtendSecondment of={doing.of} onClose={close} />}
      {typeof doing === 'object' && doing.what === 'end' && <EndSecondment of={doing.of} onClose={close} />}
    </Page>
  )
}

interface TableProps {
  readonly rows: readonly Secondment[]
  readonly long: { readonly total: number; readonly more: () => void }
  readonly empty: React.ReactNode
  readonly onDo: (doing: Doing) => void
}

function SecondmentTable({ rows, long, empty, onDo }: TableProps) {
  const say = useProtectWords()
  return (
    <DataTable
      caption={say('secondments')}
      columns={useColumns(onDo)}
      rows={rows}
      keyOf={({ id }) => id}
      long={long}
      empty={empty}
    />
  )
}

function useColumns(onDo: (doing: Doing) => void): Column<Secondment>[] {
  const say = useProtectWords()
  const times = useTimes()
  return [
    {
      key: 'person',
      title: say('person'),
      cell: ({ person }) => (
        <>
          <Personal>{person.name}</Personal> <span className="soft small">{person.volunteerNo}</span>
        </>
      ),
    },
    { key: 'host', title: say('host'), cell: ({ host }) => host.name },
    { key: 'state', title: say('state'), cell: row => <SecondmentState row={row} /> },
    { key: 'from', title: say('fromTime'), cell: ({ from }) => times.moment(from) },
    { key: 'until', title: say('untilTime'), cell: ({ until }) => times.moment(until) },
    { key: 'unit', title: say('unit'), cell: ({ person }) => person.unit },
    { key: 'by', title: say('orderedBy'), cell: ({ orderedBy }) => orderedBy },
    {
      key: 'acts',
      title: '',
      cell: row =>
        row.state !== 'ended' && (
          <>
            <Act verb="roster.second" size="small" onClick={() => onDo({ what: 'extend', of: row })}>
              {say('extend')}
            </Act>{' '}
            <Act verb="roster.second" size="small" onClick={() => onDo({ what: 'end', of: row })}>
              {say('endNow')}
            </Act>
          </>
        ),
    },
  ]
}

const TONES: Record<Secondment['state'], State> = { planned: 'silent', running: 'good', ended: 'silent' }

/** Running ones that end within a day stand out: whoever counts on the person should know. */
export function SecondmentState({ row: { state, until } }: { row: Secondment }) {
  const say = useProtectWords()
  const now = useNow(60_000)
  if (state === 'running' && Date.parse(until) - now < DAY)
    return <StateMark state="watch">{say('endsSoon')}</StateMark>
  return <StateMark state={TONES[state]}>{say(`secondment.${state}`)}</StateMark>
}

function EndSecondment({ of: { id, person, host, version }, onClose }: { of: Secondment; onClose: () => void }) {
  const say = useProtectWords()
  const done = useDone()
  const { tell, telling, problem } = useTell(endSecondment)
  const name = person.name ?? person.volunteerNo
  const send = async () => {
    if (!(await tell({ personId: person.id, secondmentId: id, version }))) return
    done(say('didEnd', { name }))
    onClose()
  }
  return (
    <Confirm
      open
      grave
      title={`${say('endNow')} · ${name}`}
      does={say('endNow')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('endSays', { name, host: host.name })}</p>
    </Confirm>
  )
}
