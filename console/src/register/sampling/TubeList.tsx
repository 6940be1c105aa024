import { type Round, recallTube, type Tube, tubes } from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { Choose } from '../../shared/Choose.tsx'
import { Confirm } from '../../shared/Confirm.tsx'
import { type Column, DataTable } from '../../shared/DataTable.tsx'
import { Section } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { RecallSide } from './RecallSide.tsx'
import { useSamplingWords } from './words.ts'

const ONLY = ['all', 'open', 'late', 'recalled'] as const

/** The tubes of a round: where each is, and calling back everybody who is in one. */
export function TubeList({ round }: { round: Round }) {
  const say = useSamplingWords()
  const [only, setOnly] = useState<(typeof ONLY)[number]>('all')
  const [recalling, setRecalling] = useState<Tube>()
  const [listed, setListed] = useState<string>()
  const asked = useAsk(tubes, { roundId: round.id, ...(only === 'all' ? {} : { only }) })
  const columns = useColumns(round, setRecalling, setListed)
  const choice = (
    <Choose
      aria-label={say('only')}
      value={only}
      options={ONLY.map(key => ({ key, name: say(`only.${key}`) }))}
      onChange={key => setOnly(ONLY.find(one => one === key) ?? 'all')}
    />
  )
  return (
    <Section title={say('tubeList')} actions={choice}>
      <Answer asked={asked}>
        {({ rows }) => (
          <DataTable
            caption={say('tubeList')}
            columns={columns}
            rows={rows}
            keyOf={({ tube }) => tube}
            tone={({ late, recalledAt }) => (recalledAt ? 'gap' : late ? 'watch' : undefined)}
            tall
            empty={<p className="soft">{say('tubesNone')}</p>}
          />
        )}
      </Answer>
      {recalling && (
        <RecallTube round={round} tube={recalling} onClose={() => setRecalling(undefined)} onDone={setListed} />
      )}
      {listed && <RecallSide key={listed} roundId={round.id} recallId={listed} onClose={() => setListed(undefined)} />}
    </Section>
  )
}

function useColumns(round: Round, onRecall: (tube: Tube) => void, onList: (recallId: string) => void): Column<Tube>[] {
  const say = useSamplingWords()
  const times = useTimes()
  const at = (moment: string | null) => (moment ? times.brief(moment) : '–')
  return [
    {
      key: 'tube',
      title: say('tube'),
      cell: ({ tube }) => <span className="code">{tube}</span>,
      order: row => row.tube,
    },
    { key: 'post', title: say('post'), cell: ({ post }) => post.name, wideOnly: true },
    {
      key: 'samples',
      title: say('samples'),
      number: true,
      cell: ({ samples }) => `${samples} / ${round.tubeSize}`,
      order: ({ samples }) => samples,
    },
    {
      key: 'first',
      title: say('firstAt'),
      cell: ({ firstAt }) => at(firstAt),
      order: row => row.firstAt ?? '',
      wideOnly: true,
    },
    { key: 'sealed', title: say('sealedAt'), cell: ({ sealedAt }) => at(sealedAt), order: row => row.sealedAt ?? '' },
    { key: 'box', title: say('box'), cell: ({ box }) => box ?? '–', wideOnly: true },
    {
      key: 'act',
      title: '',
      cell: tube => (
        <>
          {tube.late && <StateMark state="watch">{say('late')}</StateMark>}{' '}
          {tube.recallId && tube.recalledAt ? (
            <Act verb="register.recall" size="small" onClick={() => onList(tube.recallId ?? '')}>
              {say('only.recalled')}
            </Act>
          ) : (
            <Act verb="register.recall" size="small" danger onClick={() => onRecall(tube)}>
              {say('recall')}
            </Act>
          )}
        </>
      ),
    },
  ]
}

interface RecallProps {
  readonly round: Round
  readonly tube: Tube
  readonly onClose: () => void
  readonly onDone: (recallId: string) => void
}
function RecallTube({ round, tube: { tube }, onClose, onDone }: RecallProps) {
  const say = useSamplingWords()
  const done = useDone()
  const [id] = useState(newId)
  const { tell, telling, problem } = useTell(recallTube)
  const send = async () => {
    const answer = await tell({ roundId: round.id, id, tube })
    if (!answer) return
    done(say('recalled', { count: answer.people }))
    onClose()
    onDone(answer.recallId)
  }
  const does = say('recallNow', { tube })
  return (
    <Confirm
      open
      grave
      title={does}
      does={does}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{say('recallSays')}</p>
    </Confirm>
  )
}
