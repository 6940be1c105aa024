import { sites } from '@muster/core/roster/sites.wire.ts'
import { type Household, households, removeHousehold, restoreHousehold } from '@muster/core/visit/wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Choose } from '../shared/Choose.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { AddDoor, AddDoors } from './AddDoors.tsx'
import { VisitTabs } from './VisitTabs.tsx'
import { useVisitWords } from './words.ts'

/** The doors of buildings; nobody's name stands here. */
export function DoorsPage() {
  const say = useVisitWords()
  const [chosen, setChosen] = useState('')
  const [adding, setAdding] = useState<'one' | 'many'>()
  const asked = useAsk(sites, { kind: 'building', limit: 500 })
  const siteId = chosen || (asked.data?.rows[0]?.id ?? '')
  const blocked = siteId ? undefined : say('noBuildings')
  const add = (
    <>
      <Act verb="visit.plan" blocked={blocked} onClick={() => setAdding('one')}>
        {say('addDoor')}
      </Act>{' '}
      <Act verb="visit.plan" type="primary" blocked={blocked} onClick={() => setAdding('many')}>
        {say('addDoors')}
      </Act>
    </>
  )
  return (
    <Page title={say('doors')} actions={add}>
      <VisitTabs />
      <Answer asked={asked}>
        {({ rows, total }) =>
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
              {total > rows.length && <p className="soft">{say('moreBuildings', { shown: rows.length, total })}</p>}
              <DoorList siteId={siteId} />
            </>
          )
        }
      </Answer>
      {adding === 'one' && <AddDoor siteId={siteId} onClose={() => setAdding(undefined)} />}
      {adding === 'many' && <AddDoors siteId={siteId} onClose={() => setAdding(undefined)} />}
    </Page>
  )
}

function DoorList({ siteId }: { siteId: string }) {
  const say = useVisitWords()
  const did = useDone()
  const [removing, setRemoving] = useState<Household>()
  const { tell, problem } = useTell(restoreHousehold)
  const restore = async ({ id }: Household) => {
    if (await tell({ householdId: id })) did(say('restoreDone'))
  }
  const there = useColumns(say('remove'), setRemoving)
  const gone = useColumns(say('restore'), door => void restore(door))
  return (
    <Answer asked={useAsk(households, { siteId })}>
      {found => (
        <>
          <DataTable
            caption={say('doors')}
            columns={there}
            rows={found.rows}
            keyOf={({ id }) => id}
            empty={<Empty title={say('doorsNone')}>{say('doorsNoneDo')}</Empty>}
          />
          {found.gone.length > 0 && (
            <Section title={say('goneDoors')}>
              <ProblemNote problem={problem} />
              <DataTable caption={say('goneDoors')} columns={gone} rows={found.gone} keyOf={({ id }) => id} />
            </Section>
          )}
          {removing && <RemoveDoor door={removing} onClose={() => setRemoving(undefined)} />}
        </>
      )}
    </Answer>
  )
}

function useColumns(act: string, onAct: (door: Household) => void): Column<Household>[] {
  const say = useVisitWords()
  return [
    { key: 'stair', title: say('stair'), cell: ({ stair }) => stair || '–' },
    { key: 'floor', title: say('floor'), number: true, cell: ({ floor }) => floor },
    { key: 'door', title: say('door'), cell: ({ number }) => number },
    {
      key: 'act',
      title: '',
      cell: row => (
        <Act verb="visit.plan" size="small" onClick={() => onAct(row)}>
          {act}
        </Act>
      ),
    },
  ]
}

/** A door less is a door that running sweeps do not miss: it is asked first. */
function RemoveDoor({ door, onClose }: { door: Household; onClose: () => void }) {
  const say = useVisitWords()
  const did = useDone()
  const { tell, telling, problem } = useTell(removeHousehold)
  const send = async () => {
    if (!(await tell({ householdId: door.id }))) return
    did(say('removeDone'))
    onClose()
  }
  return (
    <Confirm
      open
      grave
      title={say('remove')}
      does={say('remove')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('removeSays', { door: `${door.stair} ${door.number}`.trim() })}</p>
    </Confirm>
  )
}
