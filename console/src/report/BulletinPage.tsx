import { type Bulletin, get } from '@muster/core/report/wire.ts'
import { useParams } from '@tanstack/react-router'
import Button from 'antd/es/button'
import './Bulletin.css'
import { useAsk } from '../platform/api.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { Page } from '../shared/Page.tsx'
import { unitWord } from '../shared/units.ts'
import { BulletinTables } from './BulletinTables.tsx'
import { Verify } from './Verify.tsx'
import { useReportWords } from './words.ts'

/** One bulletin, as it was frozen; printed it fills A4 pages. */
export function BulletinPage() {
  const { bulletinId = '' }: { bulletinId?: string } = useParams({ strict: false })
  const say = useReportWords()
  const asked = useAsk(get, { bulletinId })
  return (
    <Answer asked={asked}>
      {bulletin => (
        <Page
          title={`${bulletin.number} ${bulletin.title}`}
          actions={
            <Button type="primary" onClick={() => print()}>
              {say('print')}
            </Button>
          }
        >
          <Verify bulletinId={bulletin.id} figures={bulletin.figures} />
          <BulletinSheet bulletin={bulletin} />
        </Page>
      )}
    </Answer>
  )
}

/** The sheet itself: what goes to paper. */
export function BulletinSheet({ bulletin }: { bulletin: Bulletin }) {
  const say = useReportWords()
  const said = useSaid()
  const times = useTimes()
  return (
    <article className="bulletin">
      <header>
        <p className="bulletin-number">{bulletin.number}</p>
        <h2>{bulletin.title}</h2>
        <p>
          {say('asOf')} {times.formal(bulletin.asOf)}
        </p>
      </header>
      <p className="bulletin-sentence">{said(bulletin.sentence)}</p>
      <FrozenFigures bulletin={bulletin} />
      <section className="bulletin-public">
        <h3>{say('publicSentence')}</h3>
        <p className="bulletin-sentence">{said(bulletin.publicSentence)}</p>
        <p className="soft small no-print">{say('publicSays')}</p>
      </section>
      <BulletinTables tables={bulletin.tables} />
      <footer>
        <p>{say('frozenLine', { at: times.formal(bulletin.frozenAt), who: bulletin.frozenBy })}</p>
        <p>
          {say('ruleVersion')} {bulletin.ruleVersion}
        </p>
        <p>
          {say('digest')} <span className="code">{bulletin.digest}</span>
        </p>
      </footer>
    </article>
  )
}

function FrozenFigures({ bulletin }: { bulletin: Bulletin }) {
  const say = useReportWords()
  const said = useSaid()
  const language = useLanguage()
  return (
    <table className="bulletin-table">
      <thead>
        <tr>
          <th scope="col">{say('figure')}</th>
          <th scope="col" className="number">
            {say('value')}
          </th>
          <th scope="col">{say('rule')}</th>
        </tr>
      </thead>
      <tbody>
        {bulletin.figures.map(figure => (
          <tr key={figure.key}>
            <th scope="row">{said(figure.words)}</th>
            <td className="number">
              {figure.approx && `${say('approx')} `}
              <b>{figure.value.toLocaleString('en-US')}</b> {unitWord(figure.unit, figure.value, language)}
            </td>
            <td>{said(figure.rule)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
