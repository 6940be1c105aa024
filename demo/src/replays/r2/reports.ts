import { leaveOwn } from '@muster/core/enrolment/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { inParallel } from '../../play/parallel.ts'
import { streetOf } from '../../world/places.ts'
import { type Cast, streetLogin } from './cast.ts'
import type { Batch, FactPlan } from './plan.ts'

/** So many devices send at the same time. */
const LANES = 6

/** What the senders heard back, summed up over the day. */
export interface Heard {
  accepted: number
  known: number
  readonly refused: { readonly id: string; readonly zh: string }[]
}
export const nothingHeard = (): Heard => ({ accepted: 0, known: 0, refused: [] })

/** All outboxes of one scene are sent; those whose answer is lost on the way are sent again. */
export async function sendBatches(cast: Cast, batches: readonly Batch[], heard: Heard): Promise<void> {
  const roster = await cast.roster()
  await inParallel(batches, LANES, async ({ sender, facts, resent }) => {
    const own = sender.startsWith('XZ-')
    const device = own ? await cast.phone(sender) : await cast.desks.desk(streetLogin(sender))
    for (let times = resent ? 2 : 1; times > 0; times--) note(heard, await send(cast, device, facts, roster))
  })
}

async function send(cast: Cast, device: Ask, facts: readonly FactPlan[], roster: ReadonlyMap<string, string>) {
  const { incidentId } = cast
  const said = facts.map(({ volunteerNo, ...fact }) => ({ ...fact, incidentId, personId: roster.get(volunteerNo)! }))
  return (await device(ledger.send, { facts: said })).answers
}

function note(heard: Heard, answers: readonly ledger.FactAnswer[]): void {
  for (const { id, verdict, problem } of answers) {
    if (verdict === 'refused') heard.refused.push({ id, zh: problem?.zh ?? '' })
    else heard[verdict]++
  }
}

/** People who are called back to their unit leave: by their own phone, or at the counter of the street. */
export async function leave(cast: Cast, heard: Heard): Promise<void> {
  const roster = await cast.roster()
  for (const { at, community, ...fact } of cast.day.leavings) {
    await cast.stage.scene(at, async () => {
      if (!cast.byPhone(fact.volunteerNo)) {
        const desk = await cast.desks.desk(streetLogin(streetOf(community)))
        return note(heard, await send(cast, desk, [fact], roster))
      }
      const phone = await cast.phone(fact.volunteerNo)
      await phone(leaveOwn, { reportId: fact.supersedes!, id: fact.id })
      heard.accepted++
    })
  }
}

/** Phones that were without a line all afternoon send what their owners said before four. */
export async function syncLate(cast: Cast, heard: Heard): Promise<void> {
  await sendBatches(
    cast,
    cast.day.late.map(fact => ({ sender: fact.volunteerNo, facts: [fact], resent: true })),
    heard,
  )
}
