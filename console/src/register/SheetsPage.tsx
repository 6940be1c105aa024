import type { Form, Question } from '@muster/core/register/form.ts'
import { get, printSheets, type Register } from '@muster/core/register/wire.ts'
import { useParams, useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import QRCode from 'antd/es/qr-code'
import { useEffect } from 'react'
import './Sheets.css'
import { useAsk } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { LanguageSwitch } from '../shared/LanguageSwitch.tsx'
import { useRegisterWords } from './words.ts'

interface Sheet {
  readonly sheet: string
  readonly lines: number
  readonly post: { readonly name: string }
  readonly printedAt: string
}

/** Numbered sheets as they come out of the printer. The address names the request: opened again, they are the same ones. */
export function SheetsPage() {
  const { registerId = '' }: { registerId?: string } = useParams({ strict: false })
  const search: { post?: string; request?: string; sheets?: number | string } = useSearch({ strict: false })
  const { post: postId = '', request: id = '' } = search
  const asked = useAsk(printSheets, { registerId, id, postId, sheets: Number(search.sheets ?? 1) })
  return (
    <main className="sheets">
      <Answer asked={useAsk(get, { registerId })}>
        {register => (
          <>
            <Head register={register} count={asked.data?.rows.length ?? 0} />
            <Answer asked={asked}>
              {({ rows }) => rows.map(sheet => <OneSheet key={sheet.sheet} form={register.form} sheet={sheet} />)}
            </Answer>
          </>
        )}
      </Answer>
    </main>
  )
}

function Head({ register: { form }, count }: { register: Register; count: number }) {
  const say = useRegisterWords()
  const said = useSaid()
  const title = `${say('print')} · ${said(form.words)}`
  useEffect(() => {
    document.title = `${title} · 集结 Muster`
  }, [title])
  return (
    <header className="sheets-head">
      <h1>{title}</h1>
      <p>{say('printReady', { count })}</p>
      <LanguageSwitch />
      <Button type="primary" disabled={count === 0} onClick={() => window.print()}>
        {say('printNow')}
      </Button>
    </header>
  )
}

function OneSheet({ form, sheet: { sheet, lines, post, printedAt } }: { form: Form; sheet: Sheet }) {
  const say = useRegisterWords()
  const said = useSaid()
  const times = useTimes()
  const asked = form.questions.filter(({ type }) => type !== 'note' && type !== 'photo')
  return (
    <article className="sheets-one">
      <header>
        <div>
          <h2>
            {said(form.words)} · {post.name}
          </h2>
          <p>
            {say('day')} ____________　{say('writer')} ______________________　
            {asked.some(({ type }) => type === 'result') && say('resultLegend')}
          </p>
        </div>
        <div className="sheets-number">
          <small>{say('sheetNo')}</small>
          <b>{sheet}</b>
        </div>
        <QRCode
          value={sheet}
          type="svg"
          size={64}
          color="#000000"
          bgColor="#ffffff"
          bordered={false}
          aria-label={sheet}
        />
      </header>
      <Grid asked={asked} lines={lines} />
      <footer>{times.moment(printedAt)}</footer>
    </article>
  )
}

/** Empty lines to be written in by hand. */
function Grid({ asked, lines }: { asked: readonly Question[]; lines: number }) {
  const say = useRegisterWords()
  const said = useSaid()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('lineNo')}</th>
          <th scope="col">{say('time')}</th>
          {asked.map(question => (
            <th scope="col" key={question.key}>
              {said(question.words)}
              <small>{choicesOf(question, said)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: lines }, (_, nth) => nth + 1).map(line => (
          <tr key={line}>
            <th scope="row">{line}</th>
            {/* A hair space: an empty cell to be written in by hand. */}
            <td>{'\u200a'}</td>
            {asked.map(({ key }) => (
              <td key={key}>{'\u200a'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Said = ReturnType<typeof useSaid>

/** What may be ticked or written, in small print under its question. */
function choicesOf(question: Question, said: Said): string {
  if (question.type === 'choice' || question.type === 'choices')
    return question.options.map(({ words }) => said(words)).join(' / ')
  if (question.type === 'result') return '✓ ✗ ○'
  if (question.type === 'number' && question.unit) return said(question.unit)
  return ''
}
