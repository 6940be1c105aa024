import type { OutputOf, UploadedFile } from '@muster/core/platform/endpoint.ts'
import { importBoundaries } from '@muster/core/territory/wire.ts'
import Input from 'antd/es/input'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { DropFile } from '../shared/DropFile.tsx'
import { Field } from '../shared/Field.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useListed } from '../shared/useListed.ts'
import { Mistakes } from './Mistakes.tsx'
import { useTerritoryWords } from './words.ts'

/** Boundaries by code; what belongs to no place of the city is named and left out. */
export function ImportBoundaries() {
  const say = useTerritoryWords()
  const [source, setSource] = useState('')
  const [read, setRead] = useState<OutputOf<typeof importBoundaries>>()
  const { tell, telling, problem } = useTell(importBoundaries)
  const take = async (file: UploadedFile) => {
    setRead(undefined)
    setRead(await tell({ file, ...(source.trim() ? { source: source.trim() } : {}) }))
  }
  return (
    <Section title={say('boundariesTitle')}>
      <Field label={say('source')} hint={say('sourceHint')}>
        {control => (
          <Input {...control} maxLength={200} value={source} onChange={event => setSource(event.target.value)} />
        )}
      </Field>
      <DropFile
        title={say('drop')}
        hint={say('boundariesHint')}
        accept=".geojson,.json"
        busy={telling ? say('reading') : undefined}
        onFile={file => void take(file)}
      />
      <ProblemNote problem={problem} />
      {read && <WhatWasRead read={read} />}
    </Section>
  )
}

function WhatWasRead({ read }: { read: OutputOf<typeof importBoundaries> }) {
  const listed = useListed()
  const say = useTerritoryWords()
  const { stored, unknown, errors } = read
  return (
    <>
      <output>
        {errors.length === 0 && <Note state="good">{say('boundariesDone', { count: stored, stored })}</Note>}
        {unknown.length > 0 && (
          <Note state="watch">
            {say('boundariesUnknown', { count: unknown.length, codes: listed(unknown.slice(0, 20)) })}
          </Note>
        )}
      </output>
      <Mistakes
        title={say('boundariesErrors', { count: errors.length })}
        where={say('shape')}
        rows={errors.map(({ feature, zh, en }) => ({ at: feature, zh, en }))}
      />
    </>
  )
}
