import type { UploadedFile } from '@muster/core/platform/endpoint.ts'
import { UNITS } from '@muster/core/platform/kind.ts'
import { type Form, type FormInput, LINE_WORDS, LINES, type Question } from '@muster/core/register/form.ts'
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
import { Tick } from '../shared/Ticks.tsx'
import type { Prepared } from './OpenRegister.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly incidentId: string
  readonly onChange: (prepared: Prepared | undefined) => void
}

/** What an XLSForm does not say of itself. */
type About = Pick<FormInput, 'line' | 'counts'> &
  Record<'key' | 'zh' | 'en' | 'purposeZh' | 'purposeEn' | 'basis' | 'keptDays', string> & {
    /** Questions whose answers say nothing about anybody. */
    plain: readonly string[]
  }
type Questions = Form['questions']

const BLANK: About = {
  key: '',
  zh: '',
  en: '',
  purposeZh: '',
  purposeEn: '',
  basis: '',
  line: 'screening',
  counts: 'PERSON_TIMES',
  keptDays: '14',
  plain: [],
}
const MOST_DAYS = 90

/** Reads an XLSForm, shows what it gives and what was left out, and asks for what it does not say. */
export function XlsForm({ incidentId, onChange }: Props) {
  const say = useRegisterWords()
  const [questions, setQuestions] = useState<Questions>()
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
    const basis = about.basis || (answer.questions.find(({ personal }) => personal)?.personal?.basis ?? '')
    set({ zh: about.zh || name, en: about.en || name, basis, plain: [] }, answer.questions)
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
          <Found questions={questions} plain={about.plain} onSet={plain => set({ plain })} />
          {remarks.length > 0 && <Remarks remarks={remarks} />}
          {concerned(questions, about.plain).length > 0 && <Purpose about={about} onSet={set} />}
          <Fields about={about} onSet={set} />
        </>
      )}
    </>
  )
}

type Remark = { readonly sheet: string; readonly row: number; readonly zh: string; readonly en: string }

/** Questions whose answers concern somebody. */
const concerned = (questions: Questions, plain: About['plain']): readonly Question[] =>
  questions.filter(({ key, personal }) => personal && !plain.includes(key))

interface FoundProps {
  readonly questions: Questions
  readonly plain: About['plain']
  readonly onSet: (plain: About['plain']) => void
}

/** What the form asks, each with a tick while its answer concerns somebody. */
function Found({ questions, plain, onSet }: FoundProps) {
  const say = useRegisterWords()
  const said = useSaid()
  return (
    <>
      <h3 className="legend">{say('questions')}</h3>
      <p className="soft small">{say('personalSays')}</p>
      <ol className="plain-list">
        {questions.map(({ key, type, words, required }) => (
          <li key={key}>
            {type === 'note' ? (
              said(words)
            ) : (
              <Tick
                checked={!plain.includes(key)}
                onChange={on => onSet(on ? plain.filter(one => one !== key) : [...plain, key])}
              >
                {said(words)}
                <span className="soft small">
                  {required && ` · ${say('requiredMark')}`}
                  {!plain.includes(key) && ` · ${say('personalMark')}`}
                </span>
              </Tick>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function Remarks({ remarks }: { remarks: readonly Remark[] }) {
  const say = useRegisterWords()
  const said = useSaid()
  return (
    <Note state="watch">
      <b>{say('remarks')}</b> {say('remarksSays')}
      <ul className="plain-list">
        {remarks.map(remark => (
          <li key={`${remark.sheet} ${remark.row} ${remark.zh}`}>
            <span className="soft">{say('remarkRow', { sheet: remark.sheet, row: remark.row })}</span> {said(remark)}
          </li>
        ))}
      </ul>
    </Note>
  )
}

interface FieldsProps {
  readonly about: About
  readonly onSet: (over: Partial<About>) => void
}

/** Why answers that concern somebody are asked for, and by what right. */
function Purpose({ about: { purposeZh, purposeEn, basis }, onSet }: FieldsProps) {
  const say = useRegisterWords()
  return (
    <>
      <TextField
        label={say('purposeZh')}
        required
        most={120}
        value={purposeZh}
        onChange={zh => onSet({ purposeZh: zh })}
      />
      <TextField
        label={say('purposeEn')}
        required
        most={120}
        value={purposeEn}
        onChange={en => onSet({ purposeEn: en })}
      />
      <TextField label={say('basis')} required most={200} value={basis} onChange={text => onSet({ basis: text })} />
    </>
  )
}

function Fields({ about, onSet }: FieldsProps) {
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
function preparedOf(about: About, questions: Questions): Prepared | undefined {
  const { key, zh, en, line, counts } = about
  const keptDays = Number(about.keptDays)
  const whole = Number.isInteger(keptDays) && keptDays >= 0 && keptDays <= MOST_DAYS && about.keptDays !== ''
  if (!key || keyOf(key) !== key || !zh.trim() || !en.trim() || !whole) return undefined
  const why = [about.purposeZh, about.purposeEn, about.basis]
  if (concerned(questions, about.plain).length > 0 && why.some(text => !text.trim())) return undefined
  const asked = questions.map(question => toldOf(about, question))
  return { key, form: { words: { zh, en }, line, counts, keptDays, questions: asked }, postKinds: [] }
}

/** A question as the desk has it: about nobody, or with what its answer is for. */
function toldOf({ plain, purposeZh, purposeEn, basis }: About, { personal, ...question }: Question): Question {
  if (!personal || plain.includes(question.key)) return question
  return { ...question, personal: { ...personal, purpose: { zh: purposeZh, en: purposeEn }, basis } }
}
