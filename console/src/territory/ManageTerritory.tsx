import { parseCode } from '@muster/core/territory/codes.ts'
import { adopt } from '@muster/core/territory/wire.ts'
import Input from 'antd/es/input'
import { useState } from 'react'
import './Territory.css'
import { useTell } from '../platform/api.ts'
import { Act } from '../shared/Act.tsx'
import { Field } from '../shared/Field.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { ImportBoundaries } from './ImportBoundaries.tsx'
import { ImportDivisions } from './ImportDivisions.tsx'
import { useTerritoryWords } from './words.ts'

/** Where divisions come from; folded away, because it is done once a year. */
export function ManageTerritory() {
  const say = useTerritoryWords()
  return (
    <details className="manage">
      <summary>{say('manage')}</summary>
      <div className="manage-parts">
        <Adopt />
        <ImportDivisions />
        <ImportBoundaries />
      </div>
    </details>
  )
}

function Adopt() {
  const say = useTerritoryWords()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const { tell, telling, problem } = useTell(adopt)
  const code = parseCode(typed)
  const isCity = code?.endsWith('00000000') ?? false
  const send = async () => {
    setSaid('')
    const adopted = await tell({ code: code! })
    if (adopted) setSaid(say('adopted', adopted))
  }
  return (
    <Section title={say('adoptTitle')}>
      <Field
        label={say('code')}
        hint={say('adoptHint')}
        error={typed.trim().length > 3 && !isCity ? say('adoptBad') : undefined}
      >
        {control => (
          <Input
            {...control}
            inputMode="numeric"
            maxLength={20}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Act
        verb="territory.manage"
        loading={telling}
        blocked={isCity ? undefined : say('adoptBad')}
        onClick={() => void send()}
      >
        {say('adopt')}
      </Act>
      <output>{said && <Note state="good">{said}</Note>}</output>
      <ProblemNote problem={problem} again={() => void send()} />
    </Section>
  )
}
