import { z } from '@muster/core/platform/shapes.ts'
import { label } from '@muster/core/register/sampling/kinds.ts'
import { type Round, tellResults } from '@muster/core/register/sampling/rounds.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { useIds } from '../../platform/useIds.ts'
import { Field } from '../../shared/Field.tsx'
import { LongText } from '../../shared/LongText.tsx'
import { Note } from '../../shared/Note.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { useSamplingWords } from './words.ts'

const RESULTS = ['clear', 'again'] as const
type Result = (typeof RESULTS)[number]
/** What one request takes. */
const MOST = 500

/** Results as the laboratory tells them, tube by tube; who is to come again is called back by that. */
export function TellResults({ round, onClose }: { round: Round; onClose: () => void }) {
  const say = useSamplingWords()
  const done = useDone()
  const [typed, setTyped] = useState<Record<Result, string>>({ clear: '', again: '' })
  const idOf = useIds()
  const [unknown, setUnknown] = useState<readonly string[]>([])
  const { tell, telling, problem } = useTell(tellResults)
  const words = RESULTS.flatMap(result => labelsIn(typed[result]).map(tube => ({ tube, result })))
  const unread = words.filter(({ tube }) => !z.safeParse(label(), tube).success).map(({ tube }) => tube)
  const send = async () => {
    const rows = words.map(one => ({ ...one, id: idOf(`${one.tube} ${one.result}`) }))
    const answer = await tell({ roundId: round.id, rows })
    if (!answer) return
    done(say('resultsTold', { told: answer.told }))
    if (answer.unknown.length > 0) setUnknown(answer.unknown)
    else onClose()
  }
  const field = (result: Result, title: string, hint?: string) => (
    <Field label={title} hint={hint}>
      {control => (
        <LongText
          {...control}
          rows={6}
          most={20_000}
          value={typed[result]}
          onChange={text => setTyped({ ...typed, [result]: text })}
        />
      )}
    </Field>
  )
  return (
    <Side
      open
      title={say('results')}
      does={say('resultsSend', { count: words.length })}
      busy={telling}
      blocked={words.length === 0 || words.length > MOST || unread.length > 0}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p className="soft">{say('resultsSays')}</p>
      {field('clear', say('clear'), say('clearHint'))}
      {field('again', say('toTakeAgain'))}
      {unread.length > 0 && <Note state="gap">{say('unreadTubes', { tubes: unread.slice(0, 10).join(' · ') })}</Note>}
      {unknown.length > 0 && <Note state="watch">{say('resultsUnknown', { tubes: unknown.join(' · ') })}</Note>}
    </Side>
  )
}

const labelsIn = (text: string): string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,，;；、]+/)
      .filter(Boolean),
  ),
]
