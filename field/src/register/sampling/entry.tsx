import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { readResidentCode } from '@muster/core/register/sampling/code.ts'
import { sampled } from '@muster/core/register/sampling/kinds.ts'
import { findResident } from '@muster/core/register/sampling/residents.wire.ts'
import { seatHousehold } from '@muster/core/register/sampling/tube.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/draft.ts'
import { useWords } from '../../platform/language.ts'
import { useSync, writeDown } from '../../platform/sync.ts'
import { type Trouble, troubleOf } from '../../platform/trouble.ts'
import { Button } from '../../shared/button.tsx'
import { Field } from '../../shared/field.tsx'
import { Notice, Sign, TroubleNotice } from '../../shared/notice.tsx'
import { Sheet } from '../../shared/sheet.tsx'
import { type AtPost, countedOf, type Seen, whoOf } from './tubes.ts'
import { codeFits, type Known } from './verify.ts'
import { words } from './words.ts'

interface EntryProps {
  readonly at: AtPost
  readonly known: Known
  readonly seen: Seen
}
type Found = OutputOf<typeof findResident>['rows']

/** What was found out about whoever is next, and what was said of it. */
interface Next {
  readonly found?: Found
  /** A family's code, of which it must be said how many have come. */
  readonly family?: string
  readonly byHand?: boolean
  readonly said?: string | undefined
  readonly trouble?: Trouble
}

/** Reads what was scanned or typed, and writes down who it was. @param done when somebody was written down */
function useNext({ at, known, seen }: EntryProps, done: () => void) {
  const say = useWords(words)
  const [next, setNext] = useState<Next>({})
  const save = async (who: Readonly<Record<string, unknown>>, label: string) => {
    if (seen.own.some(one => one.who === whoOf(who))) return setNext({ said: say('twiceHere') })
    const payload = { roundId: at.round.id, tube: seen.tube, ...who }
    await writeDown({ kind: sampled.name, subjectId: at.post.id, payload }, label)
    setNext({})
    done()
  }
  const search = async (text: string) => {
    try {
      setNext({ found: (await api(findResident, { roundId: at.round.id, postId: at.post.id, search: text })).rows })
    } catch (error) {
      if (troubleOf(error).kind !== 'offline') throw error
      setNext({ said: say('offlineFind'), byHand: true })
    }
  }
  const look = async (text: string) => {
    const code = readResidentCode(text)
    if (!code) return text.length < 2 ? undefined : search(text)
    // A scanner types behind what stands there: the line is empty before the next one.
    done()
    if (!(await codeFits(code, known))) return setNext({ said: say('badCode') })
    return code.kind === 'person' ? save({ code: text }, say('person')) : setNext({ family: text })
  }
  const attempt = (what: () => Promise<unknown>) => {
    setNext(({ byHand }) => ({ ...(byHand && { byHand }) }))
    what().catch(error => setNext({ trouble: troubleOf(error) }))
  }
  return {
    next,
    setNext,
    look: (typed: string) => attempt(() => look(typed.trim())),
    save: (who: Readonly<Record<string, unknown>>, label: string) => attempt(() => save(who, label)),
  }
}

/** The next person: one line takes what a scanner types and what somebody looks for. */
export function Entry(props: EntryProps) {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const line = useRef<HTMLFormElement>(null)
  const ready = () => {
    setTyped('')
    line.current?.querySelector('input')?.focus()
  }
  useEffect(ready, [])
  const { next, setNext, look, save } = useNext(props, ready)
  return (
    <>
      <form
        class="stack"
        ref={line}
        onSubmit={event => {
          event.preventDefault()
          look(typed)
        }}
      >
        <Field label={say('scan')} value={typed} most={200} onChange={setTyped} />
        <Button submit big>
          {say('find')}
        </Button>
      </form>
      <TroubleNotice trouble={next.trouble} />
      {next.said && <Notice tone="watch" title={next.said} live />}
      {next.found && <Results rows={next.found} onChoose={(id, label) => save({ residentId: id }, label)} />}
      {next.byHand ? (
        <ByHand onSave={(name, door) => save({ name, door }, `${name} ${door}`)} />
      ) : (
        <Button kind="quiet" onTap={() => setNext({ byHand: true })}>
          {say('byHand')}
        </Button>
      )}
      {next.family && (
        <Family
          at={props.at}
          seen={props.seen}
          code={next.family}
          onDone={said => {
            setNext({ said })
            ready()
          }}
          onTrouble={error => setNext({ trouble: troubleOf(error) })}
        />
      )}
    </>
  )
}

function Results({ rows, onChoose }: { rows: Found; onChoose: (id: string, label: string) => void }) {
  const say = useWords(words)
  if (rows.length === 0) return <Notice tone="watch">{say('noneFound')}</Notice>
  return (
    <section class="card">
      {rows.map(({ id, name, door, taken }) => (
        <button
          key={id}
          type="button"
          class="line__who"
          onClick={() => onChoose(id, `${name ?? ''} ${door ?? ''}`.trim())}
        >
          <b>{name ?? '–'}</b> {taken && <Sign tone="watch">{say('takenBefore')}</Sign>}
          <span>{door}</span>
        </button>
      ))}
    </section>
  )
}

function ByHand({ onSave }: { onSave: (name: string, door: string) => void }) {
  const say = useWords(words)
  const [name, setName] = useState('')
  const [door, setDoor] = useState('')
  return (
    <form
      class="card stack"
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() && door.trim()) onSave(name.trim(), door.trim())
      }}
    >
      <Field label={say('name')} value={name} most={40} onChange={setName} />
      <Field label={say('door')} value={door} most={60} onChange={setDoor} />
      <Button submit disabled={!name.trim() || !door.trim()}>
        {say('save')}
      </Button>
    </form>
  )
}

const MOST_OF_A_DOOR = 8

interface FamilyProps {
  readonly at: AtPost
  readonly seen: Seen
  readonly code: string
  readonly onDone: (said: string | undefined) => void
  readonly onTrouble: (error: unknown) => void
}

/** A family's code says one door: how many have come is tapped, and whether they fit. */
function Family({ at, seen, code, onDone, onTrouble }: FamilyProps) {
  const say = useWords(words)
  const { entries, sent } = useSync()
  // What was sent lives as long as the page: the draft knows of it after a reload.
  const { draft, change } = useDraft(`family.${at.round.id}.${code}`, { nth: 0 })
  const [from, setFrom] = useState(String((countedOf(at, code, [...entries, ...sent]) ?? draft.nth) + 1))
  const before = Math.max(0, Number(from) - 1)
  const { tubeSize: size, sameHousehold: together } = at.round
  const take = async (people: number) => {
    const { here, next } = seatHousehold(people, { size, room: seen.room, together })
    const rest = next.reduce((sum, one) => sum + one, 0)
    for (let nth = before + 1; nth <= before + here; nth++) {
      const payload = { roundId: at.round.id, tube: seen.tube, code, nth }
      await writeDown({ kind: sampled.name, subjectId: at.post.id, payload }, say('nthOf', { nth }))
      change({ nth })
    }
    if (rest === 0) return onDone(undefined)
    onDone(
      here === 0
        ? say('familyTogether', { people, left: seen.room })
        : say('familyRest', { here, rest, nth: before + here + 1 }),
    )
  }
  return (
    <Sheet title={say('family')} onClose={() => onDone(undefined)}>
      <Field
        label={say('fromNth')}
        hint={say('fromNthHint')}
        kind="tel"
        most={2}
        value={from}
        onChange={text => setFrom(text.replace(/\D/g, ''))}
      />
      <div class="digits">
        {Array.from({ length: MOST_OF_A_DOOR }, (_, nth) => (
          <button
            key={nth}
            type="button"
            class="weui-btn weui-btn_default"
            onClick={() => void take(nth + 1).catch(onTrouble)}
          >
            {nth + 1}
          </button>
        ))}
      </div>
    </Sheet>
  )
}
