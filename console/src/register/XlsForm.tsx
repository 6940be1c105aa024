import type { UploadedFile } from '@muster/core/platform/endpoint.ts'
import { UNITS } from '@muster/core/platform/kind.ts'
import { type Form, type FormInput, LINE_WORDS, LINES } from '@muster/core/register/form.ts'
import { keyOf } from '@muster/core/register/key.ts'
import { readXlsForm } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { DropFile } from '../shared/DropFile.tsx'
import { Note } from '../shared/Note.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { TextField } from '../shared/TextField.tsx'
import type { Prepared } from './OpenRegister.tsx'
import { Questions } from './Questions.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly incidentId: string
  readonly onChange: (prepared: Prepared | undefined) => void
}

/** What an XLSForm does not say of itself. */
type About = Pick<FormInput, 'line' | 'counts'> & { key: string; zh: string; en: string; keptDays: string }

const BLANK: About = { key: '', zh: '', en: '', line: 'screening', counts: 'PERSON_TIMES', keptDays: '14' }
const MOST_DAYS = 90

/** Reads an XLSForm, shows what it gives and what was left out, and asks for what it does not say. */
export function XlsForm({ incidentId, onChange }: Props) {
  const say = useRegisterWords()
  const said = useSaid()
  const [questions, setQuestions] = useState<Form['questions']>()
  const [remarks, setRemarks] = useState<readonly Remark[]>([])
  const [about, setAbout] = useState(BLANK)
  const { tell, telling, problem } = useTell(readXlsForm)
  const set = (over: Partial<About>, asked = questions) => {
    const next = { ...about, ...over }
    setAbout(next)
    onChange(asked && preparedOf(next, asked))
  }
  const read = async (file: UploadedFile) => {
    const answer = await tell({ incidentId, file })
    if (!answer) return
    const name = file.name.replace(/\.xlsx$/i, '').slice(0, 60)
    setQuestions(answer.questions)
    setRemarks(answer.remarks)
    set({ zh: about.zh || name, en: about.en || name }, answer.questions)
  }
  return (
    <>
      <DropFile
        title={say('fileDrop')}
        hint={say('fileHint')}
        accept=".xlsx"
        busy={telling ? say('reading') : undefined}
        onFile={file => void read(file)}
      />
      <ProblemNote problem={problem} />
      {questions && (
        <>
          <h3 className="legend">{say('questions')}</h3>
          <Questions questions={questions} />
          {remarks.length > 0 && (
            <Note state="watch">
              <b>{say('remarks')}</b> {say('remarksSays')}
              <ul className="plain-list">
                {remarks.map(remark => (
                  <li key={`${remark.sheet} ${remark.row} ${remark.zh}`}>
                    <span className="soft">{say('remarkRow', { sheet: remark.sheet, row: remark.row })}</span>{' '}
                    {said(remark)}
                  </li>
                ))}
              </ul>
            </Note>
          )}
          <Fields about={about} onSet={set} />
        </>
      )}
    </>
  )
}

type Remark = { readonly sheet: string; readonly row: number; readonly zh: string; readonly en: string }

function Fields({ about, onSet }: { about: About; onSet: (over: Partial<About>) => void }) {
  const say = useRegisterWords()
  const said = useSaid()
  const units = Object.entries(UNITS) as [About['counts'], { zh: string; en: string }][]
  return (
    <>
      <TextField label={say('zhName')} required most={60} value={about.zh} onChange={zh => onSet({ zh })} />
      <TextField label={say('enName')} required most={60} value={about.en} onChange={en => onSet({ en })} />
      <TextField
        label={say('key')}
        hint={say('keyHint')}
        required
        most={40}
        value={about.key}
        onChange={key => onSet({ key })}
      />
      <ChooseField
        label={say('line')}
        value={about.line}
        options={LINES.map(key => ({ key, name: said(LINE_WORDS[key]) }))}
        onChange={line => onSet({ line })}
      />
      <ChooseField
        label={say('counts')}
        value={about.counts}
        options={units.map(([key, words]) => ({ key, name: said(words) }))}
        onChange={counts => onSet({ counts })}
      />
      <NumberField
        label={say('keptDaysField')}
        hint={say('keptDaysHint')}
        least={0}
        most={MOST_DAYS}
        value={about.keptDays}
        onChange={keptDays => onSet({ keptDays })}
      />
    </>
  )
}

/** The form as it would be opened; undefined while something is missing. */
function preparedOf(about: About, questions: Form['questions']): Prepared | undefined {
  const { key, zh, en, line, counts } = about
  const keptDays = Number(about.keptDays)
  const whole = Number.isInteger(keptDays) && keptDays >= 0 && keptDays <= MOST_DAYS && about.keptDays !== ''
  if (!key || keyOf(key) !== key || !zh.trim() || !en.trim() || !whole) return undefined
  return { key, form: { words: { zh, en }, line, counts, keptDays, questions }, postKinds: [] }
}
