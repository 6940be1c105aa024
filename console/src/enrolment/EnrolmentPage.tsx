import { figures, table, uncovered } from '@muster/core/enrolment/wire.ts'
import { useState } from 'react'
import './Enrolment.css'
import { useAsk } from '../platform/api.ts'
import { asOfInput, useAsOf } from '../platform/asOf.ts'
import { useAnswersForPlaces, useHolds } from '../platform/session.ts'
import { Answer } from '../shared/Answer.tsx'
import { Empty } from '../shared/Empty.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { BehindDrawer, type Opened } from './BehindDrawer.tsx'
import { CellBar } from './CellBar.tsx'
import { CellTable } from './CellTable.tsx'
import { EnrolmentFigures } from './EnrolmentFigures.tsx'
import { PeopleBehind } from './PeopleBehind.tsx'
import { Receive } from './Receive.tsx'
import { Uncovered } from './Uncovered.tsx'
import { useCell } from './useCell.ts'
import { useEnrolmentWords } from './words.ts'

/** The double report: its gaps, its figures, and the table that they come from. */
export function EnrolmentPage() {
  const say = useEnrolmentWords()
  const { asOf } = useAsOf()
  const asked = useAsk(figures, asOfInput(asOf), { keep: true })
  const gaps = useAsk(uncovered, asOfInput(asOf), { keep: true })
  const places = useAnswersForPlaces()
  const holds = useHolds()
  const nobody = asked.data?.people.value === 0
  return (
    <Page title={say('title')} timed actions={holds('enrolment.receive') && <Receive />}>
      <Answer asked={asked}>
        {answer =>
          nobody ? <Empty title={say('none')}>{say('noneDo')}</Empty> : <EnrolmentFigures figures={answer} />
        }
      </Answer>
      {!nobody && places && (
        <div className="enrolment-gaps">
          <Section title={say('uncoveredTitle')}>
            <Answer asked={gaps}>{answer => <Uncovered {...answer} />}</Answer>
          </Section>
        </div>
      )}
      {!nobody && (
        <div className="enrolment-gaps">
          <Cells />
        </div>
      )}
    </Page>
  )
}

function Cells() {
  const say = useEnrolmentWords()
  const { asOf } = useAsOf()
  const [cell, show] = useCell()
  const [opened, setOpened] = useState<Opened>()
  const { by, territory, unitId } = cell
  const asked = useAsk(
    table,
    { ...asOfInput(asOf), by, ...(territory ? { territory } : {}), ...(unitId ? { unitId } : {}) },
    { keep: true },
  )
  return (
    <>
      <CellBar cell={cell} trail={asked.data?.trail ?? []} onShow={show} />
      <Answer asked={asked}>
        {answer =>
          answer.rows.length === 0 && answer.total.people > 0 ? (
            // Nothing lies below a community: its people are what there is to see.
            <PeopleBehind territory={territory} unitId={unitId} />
          ) : (
            <CellTable answer={answer} cell={cell} onShow={show} onOpen={setOpened} />
          )
        }
      </Answer>
      <p className="table-foot">{say('totalSays')}</p>
      <BehindDrawer opened={opened} onClose={() => setOpened(undefined)} />
    </>
  )
}
