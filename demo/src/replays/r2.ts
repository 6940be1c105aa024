import * as report from '@muster/core/report/wire.ts'
import type { StageSettings } from '../play/stage.ts'
import { type Size, WHOLE } from '../world/city.ts'
import { chinese } from '../world/moment.ts'
import { BEGIN, type Cast, CITY_DESK, castOf } from './r2/cast.ts'
import { bulletinId, check, END, freeze } from './r2/check.ts'
import * as desk from './r2/desk.ts'
import { exemptPeople, foundCity, importRosters } from './r2/people.ts'
import { FREEZE } from './r2/plan.ts'
import { type Heard, leave, nothingHeard, sendBatches, syncLate } from './r2/reports.ts'
import type { Played, Replay } from './replay.ts'

/** R2: a double report in Xuzhou, from the morning of 28 March 2022 to the evening of the 30th. */
export const r2: Replay = {
  id: 'R2',
  words: ['双报到（徐州）', 'double report, Xuzhou'],
  play: settings => playDay(settings, WHOLE),
}

/** The same day with as many people as wanted. */
export async function playDay(settings: StageSettings, size: Size): Promise<Played> {
  const cast = await castOf(settings, size)
  const heard = nothingHeard()
  for (const { at, play } of scenesOf(cast, heard)) await cast.stage.scene(at, play)
  await leave(cast, heard)
  await cast.stage.scene(chinese('2022-03-30 20:30'), () => syncLate(cast, heard))
  await cast.stage.scene(END, async () => {})
  settings.say('核对 · checking')
  await check(cast, heard)
  await cast.stage.close()
  const { sentence, publicSentence } = await (await cast.desks.desk(CITY_DESK))(report.get, {
    bulletinId: bulletinId(cast),
  })
  return {
    findings: cast.stage.findings.all,
    sentences: [sentence.zh, sentence.en, publicSentence.zh, publicSentence.en],
  }
}

/** From the founding of the city to the bulletin of four o'clock, in the order of the clock. */
function scenesOf(cast: Cast, heard: Heard) {
  const scene = (wall: string, play: () => Promise<void>) => ({ at: chinese(`2022-03-${wall}`), play })
  return [
    { at: BEGIN, play: () => foundCity(cast) },
    scene('28 07:45', () => importRosters(cast)),
    scene('28 08:00', () => desk.openIncident(cast)),
    scene('28 09:30', () => desk.callPool(cast)),
    scene('28 10:00', () => exemptPeople(cast)),
    scene('28 10:30', () => desk.signUpForPool(cast)),
    scene('28 20:30', () => desk.callFirstBatch(cast)),
    scene('28 21:00', () => desk.signUpForFirst(cast)),
    { at: desk.MUSTER, play: () => desk.musterFirst(cast) },
    { at: desk.DEPARTURE, play: () => desk.departFirst(cast) },
    scene('29 07:30', () => desk.enter(cast, 'II', 'control')),
    ...cast.day.scenes.map(({ at, batches }) => ({ at, play: () => sendBatches(cast, batches, heard) })),
    { at: FREEZE, play: () => freeze(cast) },
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
}
