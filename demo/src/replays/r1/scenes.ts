import { formTeam } from '@muster/core/callout/departure.wire.ts'
import * as seats from '@muster/core/callout/seats.wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import { previewChain } from '@muster/core/people/chain.wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { unlessDone } from '../../play/ask.ts'
import { depart, issueCall, rollAll } from '../../play/calls.ts'
import { inParallel } from '../../play/parallel.ts'
import { chinese } from '../../world/moment.ts'
import { type Cast, SECRETARY } from './cast.ts'
import { chainText, DEADLINE, DEPARTURE, MUSTER, QUOTA, SELECTED, type Tap, WANTED } from './plan.ts'

const TEXT = '接上级通知，抽调30名志愿者支援市北区。全凭自愿，请本人报名；身体不适请注明，不必说明原因。'

/** Ten served two days ago: the ranking looks at what people have done this week. */
export async function callBefore(cast: Cast): Promise<void> {
  const { stage, desks, unitId, answers, roster } = cast
  const secretary = await desks.desk(SECRETARY)
  const callId = stage.ids(DEADLINE, 'call before')
  await issueCall(secretary, {
    id: callId,
    kind: 'recruitment',
    basis: 'VOLUNTARY',
    title: '采样点秩序维护',
    text: '招募10名志愿者，11月2日下午。',
    issuers: ['市政务服务中心'],
    audience: { unitIds: [unitId], territories: [], skills: [] },
    quota: answers.tired.length,
    muster: { point: '一楼大厅', at: chinese('2022-11-02 14:00') },
  })
  const entries = answers.tired.map(({ volunteerNo }) => ({
    id: stage.ids(DEADLINE, 'before', volunteerNo),
    personId: roster.get(volunteerNo)!,
  }))
  await secretary(seats.signUpChain, { callId, entries })
}

/**
 * 12:43. The order (抽调) binds the agency to find thirty; nobody in it is bound, each answers for themselves. So the
 * kind is an order with the authority that gave it, and the basis is VOLUNTARY: it can never become a duty (Regulation on
 * Voluntary Service, Art. 25). Selection is ranked: places go by fitness, skills and load, not to the fastest thumb.
 */
export async function issue({ desks, unitId, callId }: Cast): Promise<void> {
  await issueCall(await desks.desk(SECRETARY), {
    id: callId,
    kind: 'order',
    basis: 'VOLUNTARY',
    selection: 'ranked',
    title: '抽调30名志愿者',
    text: TEXT,
    issuers: ['市政务服务中心'],
    orderedBy: '市级机关工委',
    audience: { unitIds: [unitId], territories: [], skills: [] },
    quota: QUOTA,
    deadline: DEADLINE,
    muster: { point: '中心大楼南门', at: MUSTER },
  })
}

/** Everybody of a wave taps at the same moment. */
export async function tap({ stage, callId, phones }: Cast, taps: readonly Tap[]): Promise<void> {
  await inParallel(taps, taps.length, async ({ person: { volunteerNo }, nth, fit }) => {
    const id = stage.ids(DEADLINE, 'tap', volunteerNo, nth)
    await phones.get(volunteerNo)!(seats.signUp, { callId, id, fit })
  })
}

/** What the chain came to: lines read, lines that repeat one above, lines that were a question, and the answers. */
export interface ChainHeard {
  lines: number
  repeats: number
  questions: number
  accepted: number
  known: number
}

/** The secretary pastes the list of the chat group, answers what is asked about namesakes, and signs up who stands in it. */
export async function pasteChain({ stage, staff, answers, desks, unitId, callId }: Cast): Promise<ChainHeard> {
  const secretary = await desks.desk(SECRETARY)
  const { lines, counts } = await secretary(previewChain, { text: chainText(answers, staff[0]!.name), unitId })
  const entries = lines.flatMap(({ line, verdict, person, candidates, note }) => {
    const chosen = verdict === 'several' ? candidates.find(({ unit }) => note?.includes(unit)) : person
    return chosen && verdict !== 'repeat' ? [{ id: stage.ids(DEADLINE, 'line', line), personId: chosen.id }] : []
  })
  const signed = await secretary(seats.signUpChain, { callId, entries })
  const by = (verdict: string) => signed.answers.filter(answer => answer.verdict === verdict).length
  const { person, several, repeat } = counts
  return {
    lines: person + several + repeat,
    repeats: repeat,
    questions: several,
    accepted: by('accepted'),
    known: by('known'),
  }
}

/** Two cannot come after all. */
export async function withdraw({ stage, answers, callId, phones }: Cast): Promise<void> {
  for (const { volunteerNo } of answers.withdraw) {
    const id = stage.ids(DEADLINE, 'withdrawn', volunteerNo)
    await phones.get(volunteerNo)!(seats.withdrawAnswer, { callId, id })
  }
}

export interface Told {
  readonly seats: readonly seats.Seat[]
  readonly call: callout.Call
  /** From the tap on “select” until every phone has shown its message, in real seconds. */
  readonly seconds: number
}

/** The selection, and proof on every phone that its owner was told. */
export async function select({ desks, callId, phones }: Cast): Promise<Told> {
  const secretary = await desks.desk(SECRETARY)
  const before = await secretary(callout.get, { callId })
  const began = performance.now()
  const order = { callId, version: before.version, skills: [...WANTED] }
  await unlessDone(secretary(seats.select, order), 'callout/already-selected')
  await inParallel([...phones.values()], 8, async phone => {
    const { rows } = await phone(inbox, { limit: 5 })
    if (!rows.some(({ topic, at }) => topic === `call/${callId}` && at >= SELECTED))
      if ((await phone(seats.myAnswer, { callId })).state !== 'withdrawn') throw new Error('a phone was not told')
  })
  const seconds = (performance.now() - began) / 1000
  const { rows } = await secretary(seats.seats, { callId })
  return { seats: rows, call: await secretary(callout.get, { callId }), seconds }
}

export async function muster({ stage, desks, callId }: Cast) {
  return rollAll(await desks.desk(SECRETARY), callId, 'muster', stage.ids, MUSTER)
}

export async function leave({ stage, desks, callId }: Cast) {
  return depart(await desks.desk(SECRETARY), callId, stage.ids, DEPARTURE)
}

/** Those who left are one team out of several parts of the agency. */
export async function team({ stage, desks, callId }: Cast) {
  const id = stage.ids(DEPARTURE, 'team')
  return (await desks.desk(SECRETARY))(formTeam, { callId, id, name: '首批志愿者' })
}
