import { boxHanded, boxSealed, LEGS } from '@muster/core/register/sampling/kinds.ts'
import { tidyLabel } from '@muster/core/register/sampling/tube.ts'
import { useState } from 'preact/hooks'
import { useWords } from '../../platform/language.ts'
import type { Kept } from '../../platform/outbox.ts'
import { writeDown } from '../../platform/sync.ts'
import { Button } from '../../shared/button.tsx'
import { Field, Select } from '../../shared/field.tsx'
import { Notice } from '../../shared/notice.tsx'
import { type AtPost, toPack } from './tubes.ts'
import { words } from './words.ts'

interface BoxesProps {
  readonly at: AtPost
  readonly entries: readonly Kept[]
  readonly keep: (what: Promise<unknown>) => Promise<void>
}

/** Sealed tubes go into a box; a box changes hands, and each side counts. */
export function Boxes({ at, entries, keep }: BoxesProps) {
  const say = useWords(words)
  const [label, setLabel] = useState('')
  const [count, setCount] = useState('')
  const [leg, setLeg] = useState<Leg>('car')
  const [said, setSaid] = useState<string>()
  const packed = entries
    .filter(
      ({ fact, state }) => state !== 'refused' && fact.kind === boxSealed.name && fact.payload.roundId === at.round.id,
    )
    .flatMap(({ fact }) => fact.payload.tubes as string[])
  const tubes = toPack(at, entries, packed)
  const box = tidyLabel(label)
  const write = (kind: string, payload: object, text: string) =>
    keep(
      writeDown({ kind, subjectId: at.post.id, payload: { roundId: at.round.id, box, ...payload } }, text).then(() =>
        setSaid(text),
      ),
    )
  const pack = () => {
    setCount(String(tubes.length))
    void write(boxSealed.name, { tubes }, say('packed', { box: box!, count: tubes.length }))
  }
  const hand = (side: 'gave' | 'took') => {
    const counted = Number(count)
    void write(boxHanded.name, { leg, side, tubes: counted }, say('handedOver', { box: box!, count: counted }))
  }
  return (
    <details class="card">
      <summary>
        <b>{say('boxes')}</b> {tubes.length > 0 && say('sealed', { count: tubes.length })}
      </summary>
      <div class="stack">
        <Field label={say('boxLabel')} value={label} most={32} onChange={setLabel} />
        {tubes.length > 0 && (
          <Button disabled={!box} onTap={pack}>
            {say('pack', { count: tubes.length })}
          </Button>
        )}
        <LegField leg={leg} onChoose={setLeg} />
        <Field
          label={say('countOf')}
          kind="tel"
          most={3}
          value={count}
          onChange={text => setCount(text.replace(/\D/g, ''))}
        />
        <Button kind="default" disabled={!box || !count} onTap={() => hand('gave')}>
          {say('handed')}
        </Button>
        <Button kind="default" disabled={!box || !count} onTap={() => hand('took')}>
          {say('took')}
        </Button>
        {said && <Notice tone="good" title={said} live />}
      </div>
    </details>
  )
}

type Leg = (typeof LEGS)[number]

/** On which of its two ways a box changes hands. */
function LegField({ leg, onChoose }: { leg: Leg; onChoose: (leg: Leg) => void }) {
  const say = useWords(words)
  const options = LEGS.map(key => [key, say(`leg.${key}`)] as const)
  return <Select label={say('leg')} value={leg} options={options} onChange={onChoose} />
}
