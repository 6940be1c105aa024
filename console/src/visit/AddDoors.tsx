import { byPattern } from '@muster/core/visit/pattern.ts'
import { addHouseholds, MOST_ADDED } from '@muster/core/visit/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { NumberField } from '../shared/NumberField.tsx'
import { Side } from '../shared/Side.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useVisitWords } from './words.ts'

const numberOf = (typed: string, most: number): number => {
  const number = Number(typed)
  return Number.isInteger(number) && number >= 1 && number <= most ? number : 0
}

/** Stairs × floors × doors, seen before they are made; stairs of another height are added by themselves. */
export function AddDoors({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  const say = useVisitWords()
  const did = useDone()
  const [typed, setTyped] = useState({ from: '1', stairs: '3', floors: '6', doors: '2' })
  const { tell, telling, problem } = useTell(addHouseholds)
  const pattern = {
    from: numberOf(typed.from, 99),
    stairs: numberOf(typed.stairs, 20),
    floors: numberOf(typed.floors, 99),
    doors: numberOf(typed.doors, 20),
  }
  const count = pattern.from && pattern.stairs * pattern.floors * pattern.doors
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
      {field('from', say('fromStair'), 99)}
      {field('stairs', say('stairs'), 20)}
      {field('floors', say('floors'), 99)}
      {field('doors', say('perFloor'), 20)}
      <p className="soft">{fits ? say('preview', { count, some }) : say('nothing')}</p>
    </Side>
  )
}

const FLOOR = { least: -10, most: 200 }

/** One door that no pattern makes: 101A, a basement. */
export function AddDoor({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  const say = useVisitWords()
  const did = useDone()
  const [id] = useState(newId)
  const [stair, setStair] = useState('1')
  const [floor, setFloor] = useState('1')
  const [number, setNumber] = useState('')
  const { tell, telling, problem } = useTell(addHouseholds)
  const level = Number(floor)
  const fits = floor.trim() !== '' && Number.isInteger(level) && level >= FLOOR.least && level <= FLOOR.most
  const send = async () => {
    const row = { id, stair: stair.trim(), floor: level, number: number.trim() }
    if (!(await tell({ siteId, rows: [row] }))) return
    did(say('addDone', { count: 1 }))
    onClose()
  }
  return (
    <Side
      open
      title={say('addDoor')}
      does={say('addDoor')}
      busy={telling}
      blocked={!fits || !number.trim()}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <TextField label={say('stair')} most={20} value={stair} onChange={setStair} />
      <NumberField label={say('floor')} {...FLOOR} value={floor} onChange={setFloor} />
      <TextField label={say('door')} required most={20} value={number} onChange={setNumber} />
    </Side>
  )
}
