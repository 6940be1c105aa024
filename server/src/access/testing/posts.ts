import { randomInt } from 'node:crypto'
import { newSheetNumber } from '@muster/core/register/sheet-number.ts'
import type { Insertable } from 'kysely'
import { v7 } from 'uuid'
import type { DB } from '../../platform/database/rows.gen.ts'
import { addRound } from './sampling.ts'

type Add = <T extends keyof DB>(table: T, row: Insertable<DB[T]>) => Promise<void>

const AT = new Date('2022-03-01T00:00:00.000Z')
/** On post as the requests are made. */
const STARTED = new Date('2022-03-27T23:30:00.000Z')
const STARTS = new Date('2022-03-29T00:00:00.000Z')
const ENDS = new Date('2022-03-29T06:00:00.000Z')

/** Where posts are set up, and who stands there. */
export interface Ground {
  readonly tenant: string
  readonly teamId: string
  readonly street: string
  readonly community: string
  readonly incidentId: string
}

/** A site with a post, its shifts, who is on them, and what people are asked. @param personId who stands there */
export async function addPosts(add: Add, ground: Ground, personId: string) {
  const { tenant, community, incidentId } = ground
  const [siteId, postId, shiftId, toShiftId, batchId] = [v7(), v7(), v7(), v7(), v7()]
  const dates = { version: 1, created_at: AT }
  await add('batch', { tenant, id: batchId, what: 'shifts', zh: '批', en: 'x', made_at: AT })
  await add('site', { tenant, id: siteId, territory: community, kind: 'compound', name: '小区', ...dates })
  const post = {
    territory: community,
    site_id: siteId,
    incident_id: incidentId,
    team_id: ground.teamId,
    kind: 'gate',
    name: '岗',
  }
  const plain = { danger: false, command: false, report_minutes: 0, state: 'open' }
  await add('post', { tenant, id: postId, ...post, ...plain, skills: [], equipment: [], checklist: [], ...dates })
  const hours = { starts_at: STARTS, ends_at: ENDS, day: '2022-03-29', open_end: false, cancelled: false }
  for (const id of [shiftId, toShiftId]) {
    const shift = { tenant, id, post_id: postId, role: 'member', skills: [], people: 5, standby: 1 }
    await add('shift', { ...shift, ...hours, batch_id: batchId, ...dates })
  }
  const asks = await addAsks(add, tenant, shiftId, personId)
  const duties = await addDuty(add, { tenant, postId, shiftId, community }, personId)
  return {
    siteId,
    postId,
    shiftId,
    toShiftId,
    batchId,
    ...asks,
    ...duties,
    ...(await addPlans(add, ground, postId, personId)),
    ...(await addRegister(add, ground, postId)),
    ...(await addRound(add, ground, postId)),
    ...(await addSweep(add, ground, { siteId, postId })),
  }
}

/** Something is wrong there, and somebody was hurt. */
async function addDuty(
  add: Add,
  { community, tenant, ...at }: { tenant: string; postId: string; shiftId: string; community: string },
  personId: string,
) {
  const [alarmId, caseId] = [v7(), v7()]
  const there = { tenant, shift_id: at.shiftId }
  const alarm = { kind: 'short', about: alarmId, post_id: at.postId, territory: community, since: AT, step: 'captain' }
  await add('alarm', { ...there, id: alarmId, ...alarm })
  const hurt = { what: 'injury', at: AT, follow_up_on: '2022-03-29', version: 1 }
  await add('care_case', { ...there, id: caseId, person_id: personId, ...hurt })
  const turn = { person_id: personId, post_id: at.postId, territory: community, state: 'on', came_at: STARTED }
  await add('turn', { ...there, id: v7(), ...turn, proven: true, planned: true, breaks: '[]', suits: '[]', flags: [] })
  return { alarmId, caseId }
}

async function addAsks(add: Add, tenant: string, shiftId: string, personId: string) {
  const [assignmentId, askId, shortageId] = [v7(), v7(), v7()]
  const span = `[${STARTS.toISOString()},${ENDS.toISOString()})`
  const how = { standby: false, basis: 'VOLUNTARY', source: 'rota', assigned_at: AT, version: 1 }
  await add('assignment', { tenant, id: assignmentId, shift_id: shiftId, person_id: personId, span, ...how })
  const lack = {
    cause: 'gap',
    people: 2,
    found: 0,
    needed_by: STARTS,
    state: 'open',
    wave: 0,
    raised_at: AT,
    version: 1,
  }
  await add('shortage', { tenant, id: shortageId, shift_id: shiftId, ...lack })
  const ask = {
    kind: 'take',
    round_id: shortageId,
    shift_id: shiftId,
    shortage_id: shortageId,
    asked_at: AT,
    until: ENDS,
  }
  await add('ask', { tenant, id: askId, person_id: personId, ...ask, state: 'open', put_away: false })
  const lifted = { at: AT, rules: ['rest'], reason: '急', by: v7(), second: v7() }
  await add('override', { tenant, assignment_id: assignmentId, shortage_id: shortageId, ...lifted })
  return { assignmentId, askId, shortageId }
}

/** Somebody is lent to the street. */
export async function addSecondment(add: Add, { tenant, street }: Pick<Ground, 'tenant' | 'street'>, personId: string) {
  const secondmentId = v7()
  const order = { territory: street, ordered_by: '处', by: v7(), at: AT, state: 'running', version: 1 }
  const during = '[2022-03-01T00:00:00Z,2099-01-01T00:00:00Z)'
  await add('secondment', { tenant, id: secondmentId, person_id: personId, during, ...order })
  return { secondmentId }
}

/** A rota and a control zone. */
async function addPlans(add: Add, { tenant, street, community, incidentId }: Ground, postId: string, personId: string) {
  const [rotaId, controlId] = [v7(), v7()]
  const days = '[2022-03-29,2022-04-05)'
  const pool = { call_ids: [], team_ids: [], unit_ids: [], territories: [], settings: '{}', wishes: '[]' }
  const version = { version: 1, created_at: AT }
  await add('rota', {
    tenant,
    id: rotaId,
    territory: street,
    name: '排班',
    days,
    ...pool,
    draft: 0,
    published: 0,
    ...version,
  })
  await add('rota_post', { tenant, rota_id: rotaId, post_id: postId, days })
  const content = JSON.stringify({ shifts: [] })
  const numbers = { number: 1, added: 0, removed: 0, told: 0 }
  await add('rota_version', { tenant, rota_id: rotaId, at: AT, account_id: v7(), content, digest: 'x', ...numbers })
  const zone = { incident_id: incidentId, territory: community, name: '管控', scale: 'risk', measures: [] }
  await add('control', { tenant, id: controlId, ...zone, ...version })
  const answeringId = v7()
  const named = { kind: 'answers', what: 'control', what_id: controlId, since: AT }
  await add('answering', { tenant, id: answeringId, person_id: personId, ...named })
  // Hours of a template, as its clocks are written.
  return { rotaId, controlId, answeringId, starts: '08:00', ends: '14:00' }
}

/** A register that is kept at the post, with an entry and a paper sheet. */
async function addRegister(add: Add, { tenant, street, community, incidentId }: Ground, postId: string) {
  const [registerId, entryId] = [v7(), v7()]
  const sheet = newSheetNumber(randomInt)
  const kept = { incident_id: incidentId, key: `k${registerId.slice(-12)}`, territory: street, form: 1 }
  await add('register', { tenant, id: registerId, ...kept, version: 1, created_at: AT })
  const form = {
    words: { zh: '表', en: 'x' },
    line: 'service',
    counts: 'SITES',
    returns: true,
    queue: false,
    keptDays: 14,
  }
  const questions = [{ key: 'x', type: 'yes-no', words: { zh: '问', en: 'x' }, required: true }]
  const text = JSON.stringify({ ...form, questions })
  await add('register_form', { tenant, register_id: registerId, version: 1, form: text, made_at: AT })
  await add('register_post', { tenant, register_id: registerId, post_id: postId })
  const there = { tenant, register_id: registerId, form: 1, post_id: postId }
  const told = { at: AT, heard_at: AT, answers: '{}', adds: 0, state: 'held', held: 'not-on-post', older: false }
  await add('entry', { ...there, id: entryId, territory: community, ...told })
  await add('paper_sheet', { ...there, sheet, lines: 20, request: v7(), printed_at: AT })
  return { registerId, entryId, sheet }
}

/** A sweep over one door, done from the post, and drawn for a second look. */
async function addSweep(
  add: Add,
  { tenant, incidentId }: Ground,
  { siteId, postId }: { siteId: string; postId: string },
) {
  const [sweepId, householdId, drawId] = [v7(), v7(), v7()]
  await add('household', {
    tenant,
    id: householdId,
    site_id: siteId,
    stair: '1',
    floor: 1,
    number: '101',
    added_at: AT,
  })
  const from = { incident_id: incidentId, post_id: postId, name: '扫楼', attempts: 2, code: 'x' }
  await add('sweep', { tenant, id: sweepId, ...from, version: 1, created_at: AT })
  await add('sweep_site', { tenant, sweep_id: sweepId, site_id: siteId })
  await add('recheck', {
    tenant,
    draw_id: drawId,
    household_id: householdId,
    sweep_id: sweepId,
    seed: 'x',
    drawn_at: AT,
  })
  return { sweepId, householdId, drawId }
}
