import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { castOf, foundStreet } from './r5/cast.ts'
import { checkCandidates, checkConsent, checkLimit, checkRecord } from './r5/check.ts'
import * as scenes from './r5/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R5: relieved at 13:10, asked again at 13:15, and at 22:40 the queue is empty. */
export const r5: Replay = {
  id: 'R5',
  words: ['换岗再调度（扬州）', 'relief and re-dispatch, Yangzhou'],
  play: playRelief,
}

async function playRelief(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  await scene(chinese('2021-08-04 16:00'), async () => {
    await foundStreet(cast)
    await scenes.prepare(cast)
  })
  await scene(scenes.MORNING.startsAt, () => scenes.checkIn(cast))
  await scene(scenes.RELIEVED, () => scenes.relieve(cast))
  let began = 0
  await scene(scenes.URGENT, async () => {
    began = performance.now()
    checkCandidates(cast, await scenes.raise(cast))
  })
  // A minute and a half later she has read it.
  await scene(chinese('2021-08-05 13:16:30'), async () => {
    const answers = await scenes.consent(cast)
    await checkConsent(cast, answers, 90 + (performance.now() - began) / 1000)
  })
  await scene(chinese('2021-08-05 13:45'), () => scenes.arrive(cast))
  await scene(chinese('2021-08-05 20:40'), async () => {
    const alarm = await scenes.alarmOfHours(cast)
    checkLimit(cast, alarm, await scenes.reliefs(cast))
  })
  await scene(chinese('2021-08-05 22:40'), async () => {
    const { present } = await scenes.closeSchool(cast)
    findings.compare(['队伍清空后无人在岗', 'nobody stays when the queue is empty'], 0, present)
    await checkRecord(cast)
  })
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}
