import { Problem } from '@muster/core/platform/problem.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { inParallel } from '../../play/parallel.ts'
import { chinese } from '../../world/moment.ts'
import { type Cast, SECRETARY, STREET_DESK } from './cast.ts'

export const WOKEN = chinese('2022-04-17 08:00')
const UNTIL = chinese('2022-04-17 18:00')
export const SERVED = { startsAt: chinese('2022-04-18 07:00'), endsAt: chinese('2022-04-18 13:00') } as const

export const POSTS = 14
export const COMPOUNDS = 25
export const AT_EACH = 8
/** Of 157 so many say yes; nine say no, and eight do not answer. */
export const YES = 140
const NO = 9

/** One act of the secretary. @returns what the team looks like right after */
export async function wake({ desks, id }: Cast): Promise<asks.Strength> {
  const secretary = await desks.desk(SECRETARY)
  return secretary(asks.renewTeam, {
    teamId: id('team'),
    id: id('renewal'),
    until: UNTIL,
    why: '4月疫情，协助守好小区',
  })
}

/** Everybody reads what they are asked; most answer. @returns how many were asked, and the outcomes */
export async function answer({ people, phones }: Cast): Promise<{ asked: number; outcomes: string[] }> {
  let asked = 0
  const outcomes: string[] = []
  await inParallel([...people.entries()], 6, async ([nth, personId]) => {
    const phone = phones.get(personId)!
    const { rows } = await phone(asks.myAsks, {})
    const [ask] = rows.filter(({ kind }) => kind === 'join')
    asked += rows.filter(({ kind }) => kind === 'join').length
    if (!ask || nth >= YES + NO) return
    outcomes.push((await phone(asks.answerAsk, { askId: ask.id, yes: nth < YES })).outcome)
  })
  return { asked, outcomes }
}

/** Fourteen gates for twenty-five compounds: eleven serve two each, three serve one. */
export async function setUpGates({ desks, community, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const compounds = Array.from({ length: COMPOUNDS }, (_, nth) => ({
    id: id('compound', nth),
    territory: community.code,
    kind: 'compound' as const,
    name: `${nth + 1}号小区`,
  }))
  await street(sites.createSites, { rows: compounds })
  const doubled = COMPOUNDS - POSTS
  for (let nth = 0; nth < POSTS; nth++) {
    const serves =
      nth < doubled ? [id('compound', 2 * nth), id('compound', 2 * nth + 1)] : [id('compound', nth + doubled)]
    await street(posts.createPost, {
      id: id('post', nth),
      territory: community.code,
      kind: 'gate',
      name: `${nth + 1}号卡口`,
      serves,
      teamId: id('team'),
      danger: false,
      skills: [],
      suitMinutes: null,
      reportMinutes: 0,
    })
    const shift = { postId: id('post', nth), id: id('shift', nth), role: 'member', people: AT_EACH }
    await street(posts.addShift, { ...shift, ...SERVED })
  }
}

/** The desk tries everybody, in turn; whoever has not said yes is refused. @returns who was placed, and the refusals */
export async function place({ desks, people, id }: Cast): Promise<{ placed: string[]; refused: string[] }> {
  const street = await desks.desk(STREET_DESK)
  const placed: string[] = []
  const refused: string[] = []
  for (const [nth, personId] of people.toReversed().entries()) {
    if (placed.length === POSTS * AT_EACH) break
    const shiftId = id('shift', placed.length % POSTS)
    try {
      await street(assign.assign, { shiftId, id: id('assignment', nth), personId })
      placed.push(personId)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refused.push(error.slug)
    }
  }
  return { placed, refused }
}
