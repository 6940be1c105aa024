import { sampleWithdrawn, tubeSealed } from '@muster/core/register/sampling/kinds.ts'
import { tidyLabel } from '@muster/core/register/sampling/tube.ts'
import { useState } from 'preact/hooks'
import { timeOf } from '../../platform/clock.ts'
import { useDraft } from '../../platform/draft.ts'
import { useLanguage, useWords } from '../../platform/language.ts'
import { useSync, writeDown } from '../../platform/sync.ts'
import { type Trouble, troubleOf } from '../../platform/trouble.ts'
import { Button } from '../../shared/button.tsx'
import { Field } from '../../shared/field.tsx'
import { Notice, TroubleNotice } from '../../shared/notice.tsx'
import { Boxes } from './boxes.tsx'
import { CallNext } from './call-next.tsx'
import { Entry } from './entry.tsx'
import { Lead } from './lead.tsx'
import { type AtPost, type Seen, seenTube } from './tubes.ts'
import type { Known } from './verify.ts'
import { words } from './words.ts'

/** One desk: the tube in use as large as the screen allows, then the next person. */
export function Desk({ at, known, leads }: { at: AtPost; known: Known; leads: boolean }) {
  const say = useWords(words)
  const { entries, sent, lasting } = useSync()
  const [trouble, setTrouble] = useState<Trouble>()
  const { draft, change } = useDraft(`sampling.${at.post.id}.${at.round.id}`, { tube: '' })
  const all = [...entries, ...sent]
  const seen = draft.tube ? seenTube(at, draft.tube, all) : undefined
  const keep = (what: Promise<unknown>) =>
    what.then(() => setTrouble(undefined)).catch(error => setTrouble(troubleOf(error)))
  const seal = (tube: string) =>
    keep(
      writeDown(
        { kind: tubeSealed.name, subjectId: at.post.id, payload: { roundId: at.round.id, tube } },
        `${say('seal')} ${tube}`,
      ).then(() => change({ tube: '' })),
    )
  return (
    <div class="stack">
      <h1>{at.round.name}</h1>
      <p class="soft">{at.post.name}</p>
      {!lasting && <Notice tone="watch">{say('notLasting')}</Notice>}
      <TroubleNotice trouble={trouble} />
      {at.held > 0 && !leads && <Notice tone="watch">{say('held', { count: at.held })}</Notice>}
      {seen && seen.sealedAt === null ? (
        <>
          <TubeState size={at.round.tubeSize} seen={seen} />
          {seen.room > 0 && <Entry key={seen.tube} at={at} known={known} seen={seen} />}
          <Button kind={seen.room > 0 ? 'default' : 'primary'} big={seen.room === 0} onTap={() => void seal(seen.tube)}>
            {say('seal')}
          </Button>
          <JustNow at={at} seen={seen} onTakeBack={what => void keep(what)} />
        </>
      ) : (
        <NewTube at={at} onStart={tube => change({ tube })} />
      )}
      <CallNext roundId={at.round.id} postId={at.post.id} leads={leads} />
      {leads && <Lead roundId={at.round.id} postId={at.post.id} />}
      <Boxes at={at} entries={all} keep={keep} />
    </div>
  )
}

/** “7 / 10”, readable at arm's length. */
function TubeState({ size, seen }: { size: number; seen: Seen }) {
  const say = useWords(words)
  const full = seen.room === 0
  return (
    <output class={`card code notice_${full ? 'gap' : 'good'}`}>
      <p>{say('tube', { tube: seen.tube })}</p>
      <p class="code__digits">
        {size - seen.room} / {size}
      </p>
      <p>{full ? say('full', { size }) : say('left', { left: seen.room })}</p>
    </output>
  )
}

/** A label is scanned by a keyboard that ends with a line break. */
function NewTube({ at, onStart }: { at: AtPost; onStart: (tube: string) => void }) {
  const say = useWords(words)
  const { entries, sent } = useSync()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<'badLabel' | 'sealedBefore'>()
  const start = () => {
    const label = tidyLabel(typed)
    if (!label) return setWrong('badLabel')
    if (seenTube(at, label, [...entries, ...sent]).sealedAt !== null) return setWrong('sealedBefore')
    onStart(label)
  }
  return (
    <form
      class="stack"
      onSubmit={event => {
        event.preventDefault()
        start()
      }}
    >
      <Field label={say('tubeLabel')} value={typed} most={32} onChange={setTyped} />
      {wrong && <Notice tone="gap" title={say(wrong)} live />}
      <Button submit big>
        {say('start')}
      </Button>
    </form>
  )
}

const SHOWN = 5

/** What was just saved here, to be taken back while no swab is in the tube. */
function JustNow({ at, seen, onTakeBack }: { at: AtPost; seen: Seen; onTakeBack: (what: Promise<unknown>) => void }) {
  const say = useWords(words)
  const language = useLanguage()
  const rows = [...seen.own].sort((a, b) => b.at - a.at).slice(0, SHOWN)
  if (rows.length === 0) return null
  const takeBack = (id: string, label: string) =>
    writeDown(
      {
        kind: sampleWithdrawn.name,
        subjectId: at.post.id,
        supersedes: id,
        payload: { roundId: at.round.id, sampleId: id },
      },
      `${say('takeBack')} ${label}`,
    )
  return (
    <section class="card">
      <h2>{say('recent')}</h2>
      <ul class="rows">
        {rows.map(({ id, at: then, label }) => (
          <li class="rows__one" key={id}>
            <span>
              {label}
              <small class="soft"> {timeOf(new Date(then).toISOString(), language)}</small>
            </span>
            <button type="button" class="rows__act" onClick={() => onTakeBack(takeBack(id, label))}>
              {say('takeBack')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
