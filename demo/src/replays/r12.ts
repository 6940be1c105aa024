import type { StageSettings } from '../play/stage.ts'
import { minutesAfter } from '../world/moment.ts'
import { castOf, ENDS, NOON, prepare, REPORT, type Size, STARTS, WHOLE } from './r12/cast.ts'
import { checkDay, checkEvening, checkNoon } from './r12/check.ts'
import * as scenes from './r12/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R12, its sampling: 26 sites, 85,000 person-times in six hours, some without a line, and nobody counted twice or lost. */
export const r12: Replay = {
  id: 'R12',
  words: ['采样日（青岛）', 'sampling day, Qingdao'],
  play: settings => playSampling(settings, WHOLE),
}

/** The same day with so many people at each site. */
export async function playSampling(settings: StageSettings, size: Size): Promise<Played> {
  const cast = await castOf(settings, size)
  const { scene, findings } = cast.stage
  await scene(minutesAfter(NOON, -14 * 60), () => prepare(cast))
  await scene(REPORT, () => scenes.openSites(cast))
  await scene(STARTS, async () =>
    findings.compare(['没按时开放的采样点', 'sites not open in time'], [scenes.SLOW], await scenes.notOpened(cast)),
  )
  const half = Math.floor(size.each / 2)
  let times: readonly number[] = []
  await scene(NOON, async () => {
    const taken = await scenes.take(cast, 0, half)
    times = taken.times
    await checkNoon(cast, taken.refused)
  })
  await scene(minutesAfter(ENDS, 10), async () => {
    await scenes.take(cast, half, size.each)
    const sent = await scenes.catchUp(cast)
    await scenes.collide(cast)
    const room = (10 - (size.each % 10)) % 10
    await checkDay(cast, { ...sent, held: scenes.BOTH }, room)
  })
  await scene(minutesAfter(ENDS, 40), async () => {
    const again = await scenes.sampleAgain(cast)
    await scenes.pack(cast)
    await checkEvening(cast, scenes.BOTH, again)
  })
  await cast.stage.close()
  return { findings: findings.all, sentences: [spoken(times)] }
}

function spoken(times: readonly number[]): string {
  const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0)
  return `录入一人等候 p50 ${at(0.5)} ms、p99 ${at(0.99)} ms · one entry waited p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${times.length})`
}
