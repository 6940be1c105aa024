import { sites } from '@muster/core/roster/sites.wire.ts'
import { byPattern } from '@muster/core/visit/pattern.ts'
import { addHouseholds, type Household, households, MOST_ADDED, removeHousehold } from '@muster/core/visit/wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { Page } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { VisitTabs } from './VisitTabs.tsx'
import { useVisitWords } from './words.ts'

/** The doors of buildings; nobody's name stands here. */
export function DoorsPage() {
  const say = useVisitWords()
  const [chosen, setChosen] = useState('')
  const [adding, setAdding] = useState(false)
  const asked = useAsk(sites, { kind: 'building', limit: 500 })
  const siteId = chosen || (asked.data?.rows[0]?.id ?? '')
  const add = (
    <Act
      verb="visit.plan"
      type="primary"
      blocked={siteId ? undefined : say('noBuildings')}
      onClick={() => setAdding(true)}
    >
      {say('addDoors')}
    </Act>
  )
  return (
    <Page title={say('doors')} actions={add}>
      <VisitTabs />
      <Answer asked={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={say('doorsNone')}>{say('noBuildings')}</Empty>
          ) : (
            <>
              <div className="filters">
                <Choose
                  aria-label={say('building')}
                  value={siteId}
                  options={rows.map(({ id, name, territory }) => ({ key: id, name: `${territory.name} · ${name}` }))}
                  onChange={setChosen}
                />
              </div>
              <DoorList siteId={siteId} />
            </>
          )
        }
      </Answer>
      {adding && <AddDoors siteId={siteId} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function DoorList({ siteId }: { siteId: string }) {
  const say = useVisitWords()
  const did = useDone()
  const { tell, problem } = useTell(removeHousehold)
  const remove = async ({ id }: Household) => {
    if (await tell({ householdId: id })) did(say('removeDone'))
  }
  const columns: Column<Household>[] = [
    { key: 'stair', title: say('stair'), cell: ({ stair }) => stair || '–' },
    { key: 'floor', title: say('floor'), number: true, cell: ({ floor }) => floor },
    { key: 'door', title: say('door'), cell: ({ number }) => number },
    {
      key: 'remove',
      title: '',
      cell: row => (
        <Act verb="visit.plan" size="small" onClick={() => void remove(row)}>
          {say('remove')}
        </Act>
      ),
    },
  ]
  return (
    <Answer asked={useAsk(households, { siteId })}>
      {({ rows }) => (
        <>
          <ProblemNote problem={problem} />
          <DataTable
            caption={say('doors')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<Empty title={say('doorsNone')}>{say('doorsNoneDo')}</Empty>}
          />
        </>
      )}
    </Answer>
  )
}

const numberOf = (typed: string, most: number): number => {
  const number = Number(typed)
  return Number.isInteger(number) && number >= 1 && number <= most ? number : 0
}

/** Stairs × floors × doors, seen before they are made. */
function AddDoors({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  const say = useVisitWords()
  const did = useDone()
  const [typed, setTyped] = useState({ stairs: '3', floors: '6', doors: '2' })
  const { tell, telling, problem } = useTell(addHouseholds)
  const pattern = {
    stairs: numberOf(typed.stairs, 20),
    floors: numberOf(typed.floors, 99),
    doors: numberOf(typed.doors, 20),
  }
  const count = pattern.stairs * pattern.floors * pattern.doors
  const fits = count > 0 && count <= MOST_ADDED
  const spots = fits ? byPattern(pattern) : []
  const some = [...spots.slice(0, 3), ...spots.slice(-1)].map(({ stair, number }) => `${stair}-${number}`).join(' · ')
  const send = async () => {
    if (!(await tell({ siteId, rows: spots.map(spot => ({ id: newId(), ...spot })) }))) return
    did(say('addDone', { count }))
    onClose()
  }
  const field = (key: keyof typeof typed, label: string, most: number) => (
    <NumberField
      label={label}
      least={1}
      most={most}
      value={typed[key]}
      onChange={value => setTyped({ ...typed, [key]: value })}
    />
  )
  return (
    <Side
      open
      title={say('addDoors')}
      does={say('addDoors')}
      busy={telling}
      blocked={!fits}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      {field('stairs', say('stairs'), 20)}
      {field('floors', say('floors'), 99)}
      {field('doors', say('perFloor'), 20)}
      <p className="soft">{fits ? say('preview', { count, some }) : say('nothing')}</p>
    </Side>
  )
}
