import { coverageAreas, setCoverageAreas } from '@muster/core/enrolment/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { children, type Territory } from '@muster/core/territory/wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { useHolds } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { Ticks } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useCoverageWords } from './coverage-words.ts'

type Chosen = OutputOf<typeof coverageAreas>

/** Over which areas coverage is counted; whoever may not choose sees what is chosen. */
export function CoverageAreas() {
  const say = useCoverageWords()
  const holds = useHolds()
  const asked = useAsk(coverageAreas, {})
  const tops = useAsk(children, {}, { when: asked.data !== undefined })
  const top = tops.data?.rows.length === 1 ? tops.data.rows[0] : undefined
  const below = useAsk(children, { parent: top?.code ?? '0' }, { when: top !== undefined })
  if (!holds('enrolment.read') || tops.data?.rows.length === 0) return null
  const areas = (below.data ?? tops.data)?.rows ?? []
  return (
    <details className="manage">
      <summary>{say('title')}</summary>
      <p className="soft">{say('hint')}</p>
      <Answer asked={asked}>
        {data => <Choice key={data.rows.map(({ code }) => code).join()} data={data} areas={areas} />}
      </Answer>
    </details>
  )
}

function Choice({ data, areas }: { data: Chosen; areas: readonly Territory[] }) {
  const say = useCoverageWords()
  const done = useDone()
  const before = data.chosen ? data.rows.map(({ code }) => code) : []
  const [codes, setCodes] = useState<readonly string[]>(before)
  const { tell, telling, problem } = useTell(setCoverageAreas)
  const set = async (next: readonly string[]) => {
    if (!(await tell({ codes: [...next] }))) return
    done(next.length > 0 ? say('saved', { count: next.length }) : say('back'), () => void tell({ codes: before }))
  }
  return (
    <>
      <p>{data.chosen ? say('chosen', { count: data.rows.length }) : say('byReports')}</p>
      <Ticks
        legend={say('areas')}
        options={areas.map(({ code, name }) => ({ key: code, name }))}
        value={codes}
        onChange={setCodes}
      />
      <div className="filters">
        <Act verb="enrolment.set-coverage" type="primary" loading={telling} onClick={() => void set(codes)}>
          {say('save')}
        </Act>
        {data.chosen && (
          <Act verb="enrolment.set-coverage" loading={telling} onClick={() => void set([])}>
            {say('giveBack')}
          </Act>
        )}
      </div>
      <ProblemNote problem={problem} />
    </>
  )
}
