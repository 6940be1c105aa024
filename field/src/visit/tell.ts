import type { Answers } from '@muster/core/register/answers.ts'
import { entered, withdrawn as entryWithdrawn } from '@muster/core/register/kinds.ts'
import { done, withdrawn } from '@muster/core/visit/kinds.ts'
import { OUTCOME_WORDS, type Outcome } from '@muster/core/visit/outcomes.ts'
import { now } from '../platform/clock.ts'
import { type Writing, writeAll } from '../platform/sync.ts'
import { newId } from '../platform/uuid.ts'
import type { Told } from './at-door.tsx'
import { correctable, type List, type Sweep } from './merged.ts'

/** What was noted last, so that a slip can be taken back. */
export interface Noted {
  readonly id: string
  readonly doorId: string
  readonly number: string
  readonly outcome: Outcome | null
  /** What this visit put right: it stands again once this one is taken back. */
  readonly former: Outcome | undefined
  readonly entryId: string | undefined
  readonly undone?: boolean
}

interface Where {
  readonly sweep: Sweep
  readonly say: (key: 'noted' | 'undone', holes: { door: string; outcome?: string }) => string
  readonly language: 'zh' | 'en'
}

/** Writes a visit down, with the answers to the sweep's questions: both or neither. */
export async function writeVisit(
  { sweep, door, say, language }: Where & { readonly door: List['doors'][number] },
  { outcome, ...more }: Told,
  answers?: Answers,
): Promise<Noted> {
  const { id: doorId, number } = door
  const id = newId()
  const entryId = answers && newId()
  const before = correctable(sweep, door, new Date(now()).toISOString())
  const payload = { sweepId: sweep.id, outcome, ...more, ...(entryId && { entryId }) }
  const label = say('noted', { door: number, outcome: OUTCOME_WORDS[outcome][language] })
  await writeAll([
    ...(answers ? [entryOf(sweep, entryId!, answers)] : []),
    { id, fact: { kind: done.name, subjectId: doorId, supersedes: before?.id, payload }, label },
  ])
  return { id, doorId, number, outcome, former: before?.outcome ?? undefined, entryId }
}

const entryOf = (sweep: Sweep, id: string, answers: Answers): Writing => {
  const payload = { registerId: sweep.registerId!, formVersion: sweep.form!.version, answers }
  return { id, fact: { kind: entered.name, subjectId: sweep.post.id, payload }, label: sweep.name }
}

/** Takes back what was noted last, with its answers; what it put right before stands again. */
export async function writeUndo(
  { sweep, say, language }: Where,
  { id, doorId, number, former, entryId }: Noted,
): Promise<void> {
  const of = { subjectId: doorId, supersedes: id }
  const label = say('undone', { door: number })
  const undo = former
    ? {
        fact: { kind: done.name, ...of, payload: { sweepId: sweep.id, outcome: former } },
        label: say('noted', { door: number, outcome: OUTCOME_WORDS[former][language] }),
      }
    : { fact: { kind: withdrawn.name, ...of, payload: { sweepId: sweep.id } }, label }
  const payload = { registerId: sweep.registerId, entryId, reason: label }
  const subject = { subjectId: sweep.post.id, supersedes: entryId }
  await writeAll([undo, ...(entryId ? [{ fact: { kind: entryWithdrawn.name, ...subject, payload }, label }] : [])])
}
