import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { askHomeService, endHomeService, homeService } from '@muster/core/register/sampling/residents.wire.ts'
import type { Round } from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Section } from '../../shared/Page.tsx'
import { Personal } from '../../shared/Personal.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { useSamplingWords } from './words.ts'

type Line = OutputOf<typeof homeService>['rows'][number]
const BY = ['resident', 'family', 'community'] as const

/** Who cannot come and waits at home. */
export function HomeList({ round }: { round: Round }) {
  const say = useSamplingWords()
  const times = useTimes()
  const done = useDone()
  const [adding, setAdding] = useState(false)
  const { tell, telling, problem } = useTell(endHomeService)
  const end = async (homeServiceId: string, how: 'served' | 'dropped') => {
    if (await tell({ roundId: round.id, homeServiceId, how })) done(say('homeDone'))
  }
  const columns: Column<Line>[] = [
    { key: 'door', title: say('door'), cell: ({ door }) => <Personal>{door}</Personal> },
    { key: 'person', title: say('person'), cell: ({ name }) => <Personal>{name}</Personal> },
    { key: 'by', title: say('askedBy'), cell: ({ askedBy }) => say(`by.${askedBy}`), wideOnly: true },
    { key: 'at', title: say('at'), cell: ({ askedAt }) => times.brief(askedAt), order: ({ askedAt }) => askedAt },
    {
      key: 'act',
      title: '',
      cell: ({ id }) => (
        <span className="row-acts">
          {(['served', 'dropped'] as const).map(how => (
            <Act key={how} verb="register.settle" size="small" loading={telling} onClick={() => void end(id, how)}>
              {say(how)}
            </Act>
          ))}
        </span>
      ),
    },
  ]
  const add = (
    <Act verb="register.settle" blocked={round.closed ? say('closed') : undefined} onClick={() => setAdding(true)}>
      {say('homeAdd')}
    </Act>
  )
  return (
    <Section title={say('home')} actions={add}>
      <ProblemNote problem={problem} />
      <Answer asked={useAsk(homeService, { roundId: round.id, state: 'open' })}>
        {({ rows }) => (
          <DataTable
            caption={say('home')}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            empty={<p className="soft">{say('homeNone')}</p>}
          />
        )}
      </Answer>
      {adding && <AddHome round={round} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function AddHome({ round, onClose }: { round: Round; onClose: () => void }) {
  const say = useSamplingWords()
  const done = useDone()
  const [id] = useState(newId)
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [door, setDoor] = useState('')
  const [name, setName] = useState('')
  const [askedBy, setAskedBy] = useState<(typeof BY)[number]>('resident')
  const { tell, telling, problem } = useTell(askHomeService)
  const [territory] = place
  const send = async () => {
    if (!territory) return
    const about = { territory: territory.key, askedBy, name: name.trim(), door: door.trim() }
    if (!(await tell({ roundId: round.id, id, ...about }))) return
    done(say('homeAdded', { door }))
    onClose()
  }
  return (
    <Side
      open
      title={say('homeAdd')}
      does={say('homeAdd')}
      busy={telling}
      blocked={!territory || !door.trim() || !name.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <PlaceField label={say('place')} required within={round.territories} value={place} onChange={setPlace} />
      <TextField label={say('door')} required most={60} value={door} onChange={setDoor} />
      <TextField label={say('person')} required most={40} value={name} onChange={setName} />
      <ChooseField
        label={say('askedBy')}
        value={askedBy}
        options={BY.map(key => ({ key, name: say(`by.${key}`) }))}
        onChange={setAskedBy}
      />
    </Side>
  )
}
