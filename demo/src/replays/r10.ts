import * as enrolment from '@muster/core/enrolment/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import type { StageSettings } from '../play/stage.ts'
import { chinese } from '../world/moment.ts'
import { type Cast, CITY_DESK, castOf, gatherUnit, SECRETARY, STREET_DESK } from './r10/cast.ts'
import * as scenes from './r10/scenes.ts'
import type { Played, Replay } from './replay.ts'

/** R10: sixty of an agency, twelve exempt, one missing; and what round 1 leaves for round 2 to do. */
export const r10: Replay = {
  id: 'R10',
  words: ['免报到与轮次（商洛）', 'exemptions and rounds, Shangluo'],
  play: playRounds,
}

async function playRounds(settings: StageSettings): Promise<Played> {
  const cast = await castOf(settings)
  const { scene, findings } = cast.stage
  const { compare } = findings
  await scene(chinese('2022-01-05 16:00'), () => gatherUnit(cast))
  await scene(chinese('2022-01-06 08:00'), () => scenes.openSite(cast))
  await scene(chinese('2022-01-06 12:00'), async () => {
    compare(['交接说明传到接班人', 'the successor reads the note'], scenes.NOTE, await scenes.handOver(cast))
  })
  await scene(chinese('2022-01-07 10:00'), async () => {
    compare(['上门名单户数', 'doors on the list of round 2'], 9, await scenes.planHomes(cast))
  })
  await scene(chinese('2022-01-08 08:00'), async () => {
    await scenes.reportIn(cast)
    await checkRoll(cast)
    const [served, left, samples, tubes] = await scenes.serveHomes(cast)
    compare(['第二轮上门、未上门', 'served at home in round 2, left'], [9, 0], [served, left])
    compare(['上门采样、采样管', 'samples taken at home, tubes'], [9, 1], [samples, tubes])
  })
  await cast.stage.close()
  return { findings: findings.all, sentences: [] }
}

/** Expected is everybody who is not exempt; who is missing is named to the unit and to nobody else. */
async function checkRoll({ stage, desks, unitId, numbers }: Cast): Promise<void> {
  const { compare } = stage.findings
  const unit = await desks.desk(SECRETARY)
  const { counts, missing, exempt } = await unit(enrolment.roll, { unitId })
  compare(['名册、免报到', 'on the roster, exempt'], [60, 12], [counts.roster, counts.exempt])
  compare(
    ['应到、已到、未到', 'expected, reported, missing'],
    [48, 47, 1],
    [counts.expected, counts.reported, counts.missing],
  )
  compare(
    ['单位看到未到的人', 'the unit sees who is missing'],
    [numbers.at(-1)!],
    missing.map(one => one.volunteerNo),
  )
  const named = exempt.map(({ reason }) => reason)
  const of = (reason: string) => named.filter(one => one === reason).length
  compare(
    ['值守、驻村、请假', 'on duty, posted to villages, on leave'],
    [6, 4, 2],
    [of('on-duty'), of('village-posting'), of('leave')],
  )
  for (const [login, words] of [
    [CITY_DESK, ['市级看不到名字', 'the city does not see the name']],
    [STREET_DESK, ['街道看不到名字', 'nor does the street']],
  ] as const) {
    const desk = await desks.desk(login)
    compare(words, 'door/not-allowed', await desk(enrolment.roll, { unitId }).then(() => 'shown', slugOf))
  }
  const { expected } = await (await desks.desk(CITY_DESK))(enrolment.figures, {})
  compare(
    ['市级只看到人数', 'the city sees the number'],
    [48, 47, 1],
    [expected.expected, expected.reported, expected.missing],
  )
}

const slugOf = (error: unknown): string => {
  if (error instanceof Problem) return error.slug
  throw error
}
