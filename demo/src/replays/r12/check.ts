import * as sampling from '@muster/core/register/sampling/rounds.wire.ts'
import { type Cast, CITY_DESK, NOON, SITES, STREET_DESK, TUBE } from './cast.ts'

/** What was known at noon of the desks that had a line. */
export async function checkNoon({ stage, desks, id, size }: Cast, refused: readonly string[]): Promise<void> {
  const { compare } = stage.findings
  compare(['没有一条被拒绝', 'nothing was refused'], [], refused)
  const city = await desks.desk(CITY_DESK)
  const { samples } = await city(sampling.roundFigures, { roundId: id('round') })
  const online = SITES - Math.floor(SITES / 4)
  compare(['中午已知人次', 'person-times known at noon'], online * Math.floor(size.each / 2), samples)
}

/** At the end of the day: each once, whoever sent it how often, and at most ten in each tube. */
export async function checkDay(
  { stage, desks, id, size }: Cast,
  { first, again, held }: { first: readonly string[]; again: readonly string[]; held: number },
  extra: number,
): Promise<void> {
  const { compare } = stage.findings
  const all = (list: readonly string[], verdict: string) => list.filter(one => one !== verdict)
  compare(['离线补传全部收下', 'outboxes were taken in'], [], all(first, 'accepted'))
  compare(['重复上传没有重复计数', 'repeats were known'], [], all(again, 'known'))
  const city = await desks.desk(CITY_DESK)
  const figures = await city(sampling.roundFigures, { roundId: id('round') })
  compare(['采样人次', 'person-times'], SITES * size.each + extra, figures.samples)
  compare(['采样人数', 'people'], SITES * size.each + extra, figures.people)
  compare(['采样点', 'sites'], SITES, figures.rows.length)
  compare(['装不下、待处理的样本', 'samples that found no room'], held, figures.held)
  const noon = await city(sampling.roundFigures, { roundId: id('round'), asOf: NOON })
  const online = SITES - Math.floor(SITES / 4)
  compare(['中午的数没有变', 'the figure of noon has not changed'], online * Math.floor(size.each / 2), noon.samples)
  const { rows } = await city(sampling.tubes, { roundId: id('round'), postId: id('post', 0) })
  compare(
    ['没有一管超过十人', 'no tube over ten'],
    [],
    rows.filter(({ samples }) => samples > TUBE),
  )
}

/** Nobody waits any more, boxes were counted by both sides, and a tube is recalled with its ten people. */
export async function checkEvening({ stage, desks, id }: Cast, held: number, again: number): Promise<void> {
  const { compare } = stage.findings
  const street = await desks.desk(STREET_DESK)
  compare(['待处理的都已重采', 'all who were held came again'], held, again)
  const { rows: left } = await street(sampling.heldSamples, { roundId: id('round') })
  compare(['没有人被落下', 'nobody is left over'], [], left)
  const { rows: boxes } = await street(sampling.boxes, { roundId: id('round') })
  const differing = new Set(boxes.filter(({ differs }) => differs).map(({ box }) => box.split('-')[1]))
  compare(['清点不符的采样点', 'sites whose counts differ'], ['2'], [...differing])
  const tube = 'S5-0001'
  const recall = await street(sampling.recallTube, { roundId: id('round'), id: id('recall'), tube })
  const { rows } = await street(sampling.recallList, { roundId: id('round'), recallId: recall.recallId })
  compare(['召回名单', 'people of the recalled tube'], TUBE, rows.length)
  compare(
    ['都有门牌', 'each with a door'],
    [],
    rows.filter(({ door }) => !door),
  )
}
