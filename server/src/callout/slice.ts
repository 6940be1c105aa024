import * as departures from '@muster/core/callout/departure.wire.ts'
import * as offerWire from '@muster/core/callout/offers.wire.ts'
import * as seatWire from '@muster/core/callout/seats.wire.ts'
import * as wire from '@muster/core/callout/wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { door, type Slice } from '../platform/slice.ts'
import { myAnswer } from './answers.ts'
import { size } from './audience.ts'
import { signUpChain } from './chain.ts'
import { depart, formTeam } from './departure.ts'
import { amend, draft, nextWave } from './draft.ts'
import { factActions, factBatches } from './facts.ts'
import { answerHold, standDown, withdrawAnswer } from './leaving.ts'
import { decideOffer, offers } from './offers.ts'
import { seatProjection } from './projection.ts'
import { offer, publicCall } from './public.ts'
import { end, publish, withdraw } from './publish.ts'
import { get, list } from './queries.ts'
import { whereIsCall } from './reach.ts'
import { rollCall } from './roll-call.ts'
import { seats } from './seat-list.ts'
import { select } from './select.ts'
import { sheet } from './sheet.ts'
import { signUp } from './sign-up.ts'
import { signUpTogether } from './sign-up-together.ts'
import { timeline } from './timeline.ts'
import { holdTick } from './vacancies.ts'

export const callout: Slice = {
  name: 'callout',
  doors: [
    door(wire.list, list),
    door(wire.get, get),
    door(wire.size, size),
    door(wire.draft, draft),
    door(wire.amend, amend),
    door(wire.publish, publish),
    door(wire.withdraw, withdraw),
    door(wire.end, end),
    door(wire.nextWave, nextWave),
    door(seatWire.seats, seats),
    door(seatWire.myAnswer, myAnswer),
    door(seatWire.signUp, signUp, { answer: signUpTogether }),
    door(seatWire.withdrawAnswer, withdrawAnswer),
    door(seatWire.answerHold, answerHold),
    door(seatWire.signUpChain, signUpChain),
    door(seatWire.select, select),
    door(seatWire.standDown, standDown),
    door(departures.rollCall, rollCall),
    door(departures.depart, depart),
    door(departures.sheet, sheet),
    door(departures.formTeam, formTeam),
    door(departures.timeline, timeline),
    door(offerWire.publicCall, publicCall),
    door(offerWire.offer, offer),
    door(offerWire.offers, offers),
    door(offerWire.decideOffer, decideOffer),
  ],
  whereabouts: { call: whereIsCall },
  projections: [seatProjection],
  factActions,
  factBatches,
  ticks: [holdTick],
  openWork,
}

/** Calls that still run for an incident. */
async function openWork(ctx: Ctx, incidentId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from call_out
     where tenant = ${ctx.tenant.tenant} and incident_id = ${incidentId} and state in ('open', 'full')`.execute(ctx.tx)
  return rows[0]!.open
}
