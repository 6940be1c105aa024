import { isDeepStrictEqual } from 'node:util'
import * as answering from '@muster/core/roster/answering.wire.ts'
import * as control from '@muster/core/roster/control.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { BUILDINGS, type Cast, CHANGED, STREET_DESK } from './cast.ts'
import { type changeLevel, SAID, type testingDuty } from './scenes.ts'

const WITHIN_SECONDS = 60

type Changed = Awaited<ReturnType<typeof changeLevel>>
type Duty = Awaited<ReturnType<typeof testingDuty>>

/** Ten service posts, their needs seen at once, and the testing site as it was. */
export async function checkChange(cast: Cast, changed: Changed, before: Duty, after: Duty): Promise<void> {
  const { stage, desks, id } = cast
  const { compare, within } = stage.findings
  within(['等级调整用时', 'the level changed within'], WITHIN_SECONDS, changed.seconds)
  compare(['等级', 'level'], '中风险', changed.control.levelWords?.zh)
  compare(['新设服务岗位', 'service posts set up'], BUILDINGS, changed.made.posts)
  const street = await desks.desk(STREET_DESK)
  const { rows, total } = await street(posts.posts, { incidentId: id('incident'), kind: 'sealed-building' })
  compare(['列表上的服务岗位', 'service posts on the list'], BUILDINGS, total)
  compare(['每栋楼一个', 'one at each building'], BUILDINGS, new Set(rows.map(({ site }) => site?.id)).size)
  compare(
    ['当下就缺人的岗位', 'posts with a need from now on'],
    BUILDINGS,
    rows.filter(({ now }) => now.missing > 0).length,
  )
  compare(['从9:00起', 'from nine o’clock on'], CHANGED, rows[0]?.gapFrom)
  compare(
    ['危险岗位须先有保险', 'marked as dangerous: insurance first'],
    true,
    rows.every(({ danger }) => danger),
  )
  // The plan and who is there, to the last field.
  compare(['采样值守照旧', 'testing duty unchanged'], true, isDeepStrictEqual(before, after))
  compare(['采样点在岗', 'present at the testing site'], 4, after.present)
  const other = await street(sites.sites, { territory: cast.community.code, kind: 'testing-site' })
  compare(['采样点仍在用', 'testing sites in use'], 1, other.total)
}

/** Before anybody was named, all ten buildings stand on the list of what has nobody; afterwards none. */
export async function countOwnerless({ desks }: Cast): Promise<number> {
  const street = await desks.desk(STREET_DESK)
  return (await street(answering.unanswered, { what: 'site' })).total
}

export async function checkOwners(cast: Cast, before: number): Promise<void> {
  const { stage, desks, id } = cast
  const { compare } = stage.findings
  const street = await desks.desk(STREET_DESK)
  const page = await street(control.control, { controlId: id('control') })
  compare(['9:00 没有责任人的楼栋', 'buildings without an owner at nine'], BUILDINGS, before)
  compare(['9:30 没有责任人的楼栋', 'buildings without an owner at half past'], 0, page.control.withoutOwner)
  compare(['不再列入无人负责', 'none on the list of what has nobody'], 0, await countOwnerless(cast))
  const owners = new Set(page.sites.flatMap(({ owner }) => owner?.person.id ?? []))
  compare(['各有其人', 'each an owner of its own'], BUILDINGS, owners.size)
  compare(
    ['沿革', 'history'],
    ['level', 'prepared'],
    page.history.map(({ what }) => what),
  )
}

/** What a resident reads without signing in. */
export async function checkResidents({ stage, community }: Cast): Promise<void> {
  const { compare } = stage.findings
  const { rows } = await stage.anyone()(control.measures, { territory: community.code })
  const [seen] = rows
  compare(['居民页：等级', 'residents’ page: level'], '中风险', seen?.level.zh)
  compare(['措施', 'measures'], [...SAID.measures], seen?.measures)
  compare(['依据', 'legal basis'], SAID.basis, seen?.basis)
  compare(['结束日期和复核日期', 'end and review date'], ['2021-08-17', '2021-08-10'], [seen?.endsOn, seen?.reviewOn])
  compare(['涉及楼栋', 'buildings named'], BUILDINGS, seen?.places.filter(name => name.endsWith('号楼')).length)
}
