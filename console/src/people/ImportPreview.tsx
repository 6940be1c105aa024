import { applyImport, type Import, markedImport } from '@muster/core/people/imports.wire.ts'
import Button from 'antd/es/button'
import './Import.css'
import { useTell } from '../platform/api.ts'
import { useFile } from '../platform/download.ts'
import { Act } from '../shared/Act.tsx'
import { Note } from '../shared/Note.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { type State, StateMark } from '../shared/StateMark.tsx'
import { useDone } from '../shared/useDone.tsx'
import { ErrorTable, SampleTable } from './ImportTables.tsx'
import { useImportWords } from './import-words.ts'
import { UndoImport } from './UndoImport.tsx'

/** One import: what it would do or did, its errors first, and the one thing to do next. */
export function ImportPreview({ shown }: { shown: Import }) {
  const say = useImportWords()
  return (
    <>
      <Section title={shown.fileName} beside={<ImportState state={shown.state} />}>
        <Counts shown={shown} />
        <Verdict shown={shown} />
        <Acts shown={shown} />
      </Section>
      {shown.errors.length > 0 && (
        <Section title={say('errorList')}>
          <ErrorTable errors={shown.errors} />
        </Section>
      )}
      {shown.sample.length > 0 && (
        <Section title={say('sample')} beside={say('sampleOf', { shown: shown.sample.length })}>
          <SampleTable rows={shown.sample} />
        </Section>
      )}
    </>
  )
}

const TONES: Record<Import['state'], State> = { preview: 'watch', applied: 'good', undone: 'silent' }
export function ImportState({ state }: { state: Import['state'] }) {
  const say = useImportWords()
  return <StateMark state={TONES[state]}>{say(`state.${state}`)}</StateMark>
}

function Counts({ shown: { counts } }: { shown: Import }) {
  const say = useImportWords()
  return (
    <dl className="import-counts">
      {(['errors', 'added', 'changed', 'same', 'rows'] as const).map(key => (
        <div key={key}>
          <dt>{say(key)}</dt>
          <dd className={key === 'errors' && counts.errors > 0 ? 'mark-gap' : ''}>
            {counts[key].toLocaleString('en-US')}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const idle = ({ counts }: Import) => counts.added + counts.changed === 0

function Verdict({ shown }: { shown: Import }) {
  const say = useImportWords()
  const { counts, state, fileName } = shown
  if (state === 'undone') return <Note state="silent">{say('undone', { file: fileName })}</Note>
  if (state === 'applied') return <Note state="good">{say('applied', counts)}</Note>
  if (counts.errors > 0) return <Note state="gap">{say('hasErrors', { count: counts.errors })}</Note>
  return <Note state={idle(shown) ? 'silent' : 'good'}>{idle(shown) ? say('nothingNew') : say('clean', counts)}</Note>
}

function Acts({ shown }: { shown: Import }) {
  const say = useImportWords()
  const done = useDone()
  const { tell, telling, problem } = useTell(applyImport)
  const marked = useFile(markedImport)
  const apply = async () => {
    const applied = await tell({ importId: shown.id })
    if (applied) done(say('applied', applied.counts))
  }
  return (
    <>
      <div className="filters">
        {shown.state === 'preview' && shown.counts.errors === 0 && !idle(shown) && (
          <Act verb="people.import" type="primary" loading={telling} onClick={() => void apply()}>
            {say('apply')}
          </Act>
        )}
        {shown.counts.errors > 0 && (
          <Button
            type="primary"
            loading={marked.fetching}
            onClick={() => void marked.fetchFile({ importId: shown.id })}
          >
            {say('marked')}
          </Button>
        )}
        {shown.state === 'applied' && <UndoImport shown={shown} />}
      </div>
      <ProblemNote problem={problem ?? marked.problem} />
    </>
  )
}
