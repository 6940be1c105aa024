import type { OutputOf, UploadedFile } from '@muster/core/platform/endpoint.ts'
import { importCsv } from '@muster/core/territory/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { DropFile } from '../shared/DropFile.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Mistakes } from './Mistakes.tsx'
import { useTerritoryWords } from './words.ts'

/** Divisions of a country that is not in the registry; every mistake is told by its line. */
export function ImportDivisions() {
  const say = useTerritoryWords()
  const [read, setRead] = useState<OutputOf<typeof importCsv>>()
  const { tell, telling, problem } = useTell(importCsv)
  const take = async (file: UploadedFile) => {
    setRead(undefined)
    // NOTE: an entry that takes a file and nothing else has an input type that allows no key at all.
    setRead(await tell({ file } as never))
  }
  return (
    <Section title={say('csvTitle')}>
      <DropFile
        title={say('drop')}
        hint={say('csvHint')}
        accept=".csv,text/csv"
        busy={telling ? say('reading') : undefined}
        onFile={file => void take(file)}
      />
      <ProblemNote problem={problem} />
      <output>
        {read && read.errors.length === 0 && (
          <Note state="good">{say('csvDone', { added: read.added, changed: read.changed })}</Note>
        )}
      </output>
      {read && (
        <Mistakes
          title={say('csvErrors', { count: read.errors.length })}
          where={say('line')}
          rows={read.errors.map(({ line, zh, en }) => ({ at: line, zh, en }))}
        />
      )}
    </Section>
  )
}
