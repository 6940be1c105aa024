import { breakBegan, breakEnded, suitOff, suitOn, TURN_KINDS, UNSAID } from './kinds.ts'
import type { FLAGS, TURN_STATES } from './turns.wire.ts'

/** A fact of one person on one shift, as far as a turn can tell. */
export interface TurnFact {
  readonly id: string
  readonly seq: number
  readonly kind: string
  readonly occurredAt: Date
  readonly recordedAt: Date
  readonly supersedes: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Spell {
  readonly from: Date
  /** Null while it lasts. */
  readonly to: Date | null
}

type State = (typeof TURN_STATES)[number]
export type Flag = (typeof FLAGS)[number]

/** One stretch of one person on one shift: nothing but what the facts come to. */
export interface TurnOf {
  /** Of the fact it begins with. */
  readonly id: string
  readonly state: State
  /** From when somebody is there for certain; of a turn without proof, when the phone says. */
  readonly in: Date | null
  /** When the phone had said to be there, where somebody saw the person only later. */
  readonly claimed: Date | null
  readonly out: Date | null
  readonly via: string | null
  readonly proven: boolean
  readonly planned: boolean
  readonly due: Date | null
  readonly why: string | null
  readonly breaks: readonly Spell[]
  readonly suits: readonly Spell[]
  readonly stayed: { readonly at: Date; readonly reason: string } | null
  readonly handedOver: { readonly at: Date; readonly note: string | null; readonly to: string | null } | null
  readonly tookOver: { readonly at: Date; readonly from: string | null } | null
  readonly flags: readonly Flag[]
}

const MINUTE = 60_000
/** Heard so much later than it happened: the phone had no signal, or its clock is wrong. */
const LATE_HEARD_MINUTES = 2
/** At one instant, what begins comes before what ends. */
const ORDER: Readonly<Record<string, number>> = Object.fromEntries(TURN_KINDS.map(({ name }, nth) => [name, nth]))
const IN = 'duty.checked-in'
const OUT = 'duty.checked-out'
const NO_SHOW = 'duty.no-show'
const MOVED = 'moved'

/**
 * The turns of one person on one shift. Facts may come in any order, twice, late and corrected: what counts is when
 * they occurred, so that any order of hearing comes to the same. A check-out whose check-in has not been heard is held.
 *
 * @param elsewhere facts by which the person was seen at other posts: there they had left this one
 */
export function turnsOf(heard: readonly TurnFact[], elsewhere: readonly TurnFact[] = []): TurnOf[] {
  const moves = elsewhere.map(fact => ({ ...fact, kind: OUT, payload: { why: MOVED } }))
  const facts = [...standing(heard), ...moves].toSorted(byTime)
  const stretches = stretchesOf(facts)
  const noShow = facts.find(({ kind }) => kind === NO_SHOW)
  const came = stretches.some(({ first }) => first)
  if (noShow && !came && stretches.length === 0) return [emptyTurn(noShow.id, 'no-show')]
  return stretches.map((one, nth) => {
    const [before, after] = [stretches[nth - 1] ?? null, stretches[nth + 1] ?? null]
    const worn = facts.filter(fact => isWorn(fact.occurredAt, one, before))
    return turnOf(one, {
      notes: facts.filter(
        ({ occurredAt }) => (!before || occurredAt >= one.from) && (!after || occurredAt < after.from),
      ),
      breaks: spellsOf(worn, breakBegan.name, breakEnded.name, one),
      suits: spellsOf(worn, suitOn.name, suitOff.name, one),
      noShowBefore: noShow !== undefined && outOf(one)?.kind !== NO_SHOW,
      isLast: after === null,
    })
  })
}

/** Each fact once, without those that others take the place of. */
export function standing(heard: readonly TurnFact[]): TurnFact[] {
  const gone = new Set(heard.map(({ supersedes }) => supersedes))
  return [...new Map(heard.filter(({ id }) => !gone.has(id)).map(fact => [fact.id, fact])).values()]
}

/** In the order in which they occurred. Who was seen at two posts at one instant was last where the later fact says. */
const byTime = (a: TurnFact, b: TurnFact): number =>
  a.occurredAt.getTime() - b.occurredAt.getTime() || rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1)
const rankOf = (fact: TurnFact): number => (isMove(fact) ? ORDER[IN]! : (ORDER[fact.kind] ?? 0))

/** From a check-in to a check-out, with whatever said the same again. */
interface Stretch {
  readonly from: Date
  readonly first: TurnFact | null
  readonly ins: TurnFact[]
  readonly outs: TurnFact[]
}

function stretchesOf(facts: readonly TurnFact[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const fact of facts) {
    const last = stretches.at(-1)
    if (fact.kind === IN) {
      if (last?.first && last.outs.length === 0) last.ins.push(fact)
      else stretches.push({ from: fact.occurredAt, first: fact, ins: [fact], outs: [] })
    } else if (fact.kind === OUT) {
      if (last?.first || (last && isSaid(fact))) last.outs.push(fact)
      else if (isSaid(fact)) stretches.push({ from: fact.occurredAt, first: null, ins: [], outs: [fact] })
    } else if (fact.kind === NO_SHOW && last && isOnlyClaimed(last)) last.outs.push(fact)
  }
  return stretches
}

/** It lasts, and nobody has seen the person: whoever is then given up was not there. */
const isOnlyClaimed = ({ ins, outs }: Stretch): boolean => outs.length === 0 && !ins.some(isProof)
const isProof = ({ payload }: TurnFact): boolean => payload.proven === true

/** Of the spells of a stretch: a suit is put on before one reports, and nothing is begun after one has left. */
function isWorn(at: Date, stretch: Stretch, before: Stretch | null): boolean {
  const [since, until] = [before && leftAt(before), leftAt(stretch)]
  return (since === null || at >= since) && (until === null || at < until)
}

/** What was begun and not ended ends with the stretch. */
function spellsOf(facts: readonly TurnFact[], begins: string, ends: string, stretch: Stretch): Spell[] {
  const spells: { from: Date; to: Date | null }[] = []
  for (const { kind, occurredAt } of facts) {
    const last = spells.at(-1)
    if (kind === begins && last?.to !== null) spells.push({ from: occurredAt, to: null })
    else if (kind === ends && last && last.to === null) last.to = occurredAt
  }
  return spells.map(({ from, to }) => ({ from, to: to ?? leftAt(stretch) }))
}

/** Whoever says to leave knows better than the rule by which a turn ends that nobody ended; but nobody leaves where they have moved on. */
function outOf({ outs }: Stretch): TurnFact | null {
  const known = outs.some(isSaid) ? outs.filter(fact => fact.payload.why !== UNSAID) : outs
  return known[0] ?? null
}

const isMove = ({ kind, payload }: TurnFact): boolean => kind === OUT && payload.why === MOVED
const isSaid = ({ kind, payload }: TurnFact): boolean =>
  kind !== NO_SHOW && payload.why !== UNSAID && payload.why !== MOVED
const leftAt = (stretch: Stretch): Date | null => outOf(stretch)?.occurredAt ?? null

interface Beside {
  readonly notes: readonly TurnFact[]
  readonly breaks: readonly Spell[]
  readonly suits: readonly Spell[]
  readonly noShowBefore: boolean
  /** The person has not come again. */
  readonly isLast: boolean
}

function turnOf(stretch: Stretch, { notes, breaks, suits, noShowBefore, isLast }: Beside): TurnOf {
  const { first, ins } = stretch
  const out = outOf(stretch)
  const left = { out: out?.occurredAt ?? null, why: out && whyOf(out), ...notesOf(notes) }
  if (!first) return { ...emptyTurn(out!.id, 'held'), ...left, flags: ['no-check-in'] }
  const proof = ins.find(isProof)
  const due = ins.map(fact => fact.payload.due as string | null).find(Boolean) ?? null
  return {
    id: first.id,
    state: stateOf(out, isLast),
    // A phone claims; what was seen counts.
    in: (proof ?? first).occurredAt,
    claimed: proof && first.occurredAt < proof.occurredAt ? first.occurredAt : null,
    ...left,
    via: ((proof ?? first).payload.via as string | undefined) ?? null,
    proven: proof !== undefined,
    planned: isPlanned(ins),
    due: due === null ? null : new Date(due),
    breaks,
    suits,
    flags: flagsOf(first, stretch, proof, due === null ? null : new Date(due), noShowBefore),
  }
}

/** A no-show is forgotten when the person comes again. */
function stateOf(out: TurnFact | null, isLast: boolean): State {
  if (!out) return 'on'
  return out.kind === NO_SHOW && isLast ? 'no-show' : 'left'
}

const isPlanned = (ins: readonly TurnFact[]): boolean => ins.some(fact => fact.payload.planned === true)

/** The last word of each kind counts. */
function notesOf(notes: readonly TurnFact[]): Pick<TurnOf, 'stayed' | 'handedOver' | 'tookOver'> {
  const last = (kind: string) => notes.findLast(fact => fact.kind === kind)
  return {
    stayed: saidAt(last('duty.stayed'), ({ reason }) => ({ reason: reason as string })),
    handedOver: saidAt(last('duty.handed-over'), ({ note, to }) => ({
      note: (note as string | undefined) ?? null,
      to: (to as string | undefined) ?? null,
    })),
    tookOver: saidAt(last('duty.took-over'), ({ from }) => ({ from: (from as string | undefined) ?? null })),
  }
}

function flagsOf(
  first: TurnFact,
  stretch: Stretch,
  proof: TurnFact | undefined,
  due: Date | null,
  noShowBefore: boolean,
): Flag[] {
  // Whoever tapped and was then seen by the captain said one thing, not two.
  const needed = proof && proof !== first ? 2 : 1
  const { ins, outs } = stretch
  const said = outs.filter(isSaid)
  const out = outOf(stretch)
  const flags: [boolean, Flag][] = [
    [!proof, 'unproven'],
    [!isPlanned(ins), 'unplanned'],
    [due !== null && lateness((proof ?? first).occurredAt, due) > 0, 'late'],
    [[...ins, ...said].some(heardLate), 'heard-late'],
    [said.some(fact => fact.seq < first.seq), 'out-of-order'],
    [ins.length > needed || said.length > 1, 'twice'],
    [out?.payload.why === UNSAID, 'not-checked-out'],
    [noShowBefore, 'no-show-before'],
  ]
  return flags.filter(([holds]) => holds).map(([, flag]) => flag)
}

const saidAt = <T extends object>(fact: TurnFact | undefined, read: (payload: TurnFact['payload']) => T) =>
  fact ? { at: fact.occurredAt, ...read(fact.payload) } : null

const whyOf = ({ kind, payload }: TurnFact): string | null =>
  kind === NO_SHOW ? null : ((payload.why as string | undefined) ?? 'ended')

const heardLate = ({ occurredAt, recordedAt }: TurnFact): boolean =>
  recordedAt.getTime() - occurredAt.getTime() > LATE_HEARD_MINUTES * MINUTE

const emptyTurn = (id: string, state: State): TurnOf => ({
  id,
  state,
  in: null,
  claimed: null,
  out: null,
  via: null,
  proven: false,
  planned: true,
  due: null,
  why: null,
  breaks: [],
  suits: [],
  stayed: null,
  handedOver: null,
  tookOver: null,
  flags: [],
})

/** Whole minutes after the report time; nobody is early. */
export const lateness = (at: Date, due: Date): number =>
  Math.max(0, Math.floor((at.getTime() - due.getTime()) / MINUTE))

/** Milliseconds of spells that lie between two instants; one that lasts ends at the second. */
export const within = (spells: readonly Spell[], from: Date, to: Date): number =>
  spells.reduce((sum, spell) => {
    const begin = Math.max(spell.from.getTime(), from.getTime())
    const end = Math.min((spell.to ?? to).getTime(), to.getTime())
    return sum + Math.max(0, end - begin)
  }, 0)

/** The part of a turn that minutes on post are counted from. */
export type Stretched = Pick<TurnOf, 'in' | 'out' | 'breaks'>

/** Minutes on post between two instants, breaks left out; travel is in no turn. */
export function servedMinutes(turns: readonly Stretched[], from: Date, to: Date): number {
  const sum = turns.reduce((total, turn) => {
    if (!turn.in) return total
    const stretch = { from: turn.in, to: turn.out }
    const [begin, end] = [new Date(Math.max(+turn.in, +from)), new Date(Math.min(+(turn.out ?? to), +to))]
    return end <= begin ? total : total + within([stretch], from, to) - within(turn.breaks, begin, end)
  }, 0)
  return Math.floor(sum / MINUTE)
}
