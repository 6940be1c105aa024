// Where persons are held: every column that could hold something about somebody is in the field register, or stands here
// with the reason why not.
import { FIELDS } from '@muster/core/main.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { readSchema, type Table } from './schema.ts'

let t: Awaited<ReturnType<typeof testDatabase>>
let tables: Table[]
beforeAll(async () => {
  t = await testDatabase(1)
  tables = await readSchema(t.owner)
})
afterAll(() => t.close())

/** Tables that hold nothing about a person. */
const NOBODY: Readonly<Record<string, string>> = {
  tenant: 'a city',
  territory: 'places of the public registry',
  boundary: 'public geometry',
  unit: 'organisations; their names are public',
  unit_partner: 'which communities an organisation is partnered with',
  coverage_area: 'places over which figures are counted',
  call_place: 'numbers',
  audit_head: 'a digest',
  ledger_clock: 'an instant',
  tree: 'a version',
  tally_lens: 'how far a tally is rolled',
  tally_step: 'numbers of the ledger',
  tally: 'counts by place and unit',
  tally_cell: 'a count by community and unit',
  spell: 'a unit had somebody in a place, from one number of the ledger to another',
  incident: 'an event; no person is named in it',
  site: 'a compound, building or testing site; no household, no resident',
  household: 'a door; nobody who lives behind it',
  sweep: 'a round from door to door; no household in it',
  sweep_site: 'which buildings a sweep goes over',
  batch: 'what one act made, in words of ours',
  post: 'a place where people stand; nobody is named in it',
  post_site: 'which places a post serves',
  shift: 'hours and numbers',
  control: 'measures over a place; public, and whom to ask is a desk',
  control_site: 'which places a zone holds',
  safety_limit: 'figures of the city',
  shortage: 'that people are missing on a shift, and how many',
  renewal: 'that a team was woken, and why',
  opening: 'what was ticked and closed at a post',
  shift_watch: 'an instant',
  sampling_round: 'hours, places and numbers; its salt is random',
  sampling_post: 'which buildings are called, and how far',
  tube: 'what a tube holds, in numbers',
  tube_box: 'what a box holds, in numbers',
}

/** Columns beside people that say nothing about them, or whose content is registered where it comes from. */
const LOOKED: Readonly<Record<string, string>> = {
  'alarm.kind': 'a word of ours',
  'alarm.about': 'a word of ours and ids',
  'alarm.territory': 'a place',
  'alarm.step': 'a word of ours',
  'turn.territory': 'a place',
  'turn.state': 'a word of ours',
  'turn.flags': 'words of ours',
  'assignment.basis': 'a word of ours',
  'assignment.source': 'a word of ours',
  'assignment.ended_why': 'a word of ours: how a place ended; a no is never one of them',
  'account.passphrase': 'argon2id hash; nobody sees it',
  'audit_line.action': 'a word of ours',
  'audit_line.subject': 'kind and id; a login name only where an unknown one was tried',
  'audit_line.detail': 'what changed, never more personal than the change itself; kept as long as the audit',
  'audit_line.previous': 'digest',
  'audit_line.digest': 'digest',
  'claim.stair': 'a place',
  'entry.territory': 'a place',
  'entry.answers': 'answers that concern nobody; those that do stand in entry_private',
  'entry.same': 'digest, worth nothing once its salt has gone',
  'entry.sheet': 'a number of paper',
  'entry.state': 'a word of ours',
  'entry.held': 'a word of ours',
  'paper_sheet.sheet': 'a number of paper',
  'recheck.seed': 'random',
  'register.key': 'a word of the desk',
  'register.territory': 'a place',
  'register.salt': 'random',
  'register_form.form': 'what is asked, not what was answered',
  'sample.tube': 'the label of a tube',
  'sample.territory': 'a place',
  'sample.who': 'digest, worth nothing once its salt has gone',
  'sample.home': 'digest, worth nothing once its salt has gone',
  'sample.via': 'a word of ours',
  'sample.waits': 'a word of ours',
  'sample.state': 'a word of ours',
  'sample.held': 'a word of ours',
  'sample.outcome': 'a word of ours',
  'resident.territory': 'a place',
  'resident.building': 'a building',
  'code_key.id': 'random',
  'code_key.public_key': 'public',
  'code_key.private_key': 'a key of the city; signs codes, opens nothing',
  'resident_code.key_id': 'random',
  'resident_code.kind': 'a word of ours',
  'home_service.territory': 'a place',
  'home_service.asked_by': 'a word of ours',
  'home_service.state': 'a word of ours',
  'bulletin.number': 'a number',
  'bulletin.title': 'public',
  'bulletin.content': 'figures and sentences; no person in them',
  'bulletin.rule_version': 'a version',
  'bulletin.digest': 'digest',
  'call_out.kind': 'a word of ours',
  'call_out.basis': 'a word of ours',
  'call_out.selection': 'a word of ours',
  'call_out.state': 'a word of ours',
  'call_out.title': 'public',
  'call_out.body': 'public',
  'call_out.issuers': 'offices that sign; public',
  'call_out.ordered_by': 'office that orders; public',
  'call_out.audience': 'ids of units and places, skills asked for',
  'call_out.muster_point': 'a place; public',
  'call_out.muster_territory': 'a place; public',
  'call_out.owner_territory': 'a place',
  'call_out.link': 'public and unguessable',
  'call_version.content': 'the call as it was shown; public',
  'fact.kind': 'a word of ours',
  'fact.payload': 'registered by kind: every kind names its retention',
  'idempotency.key': 'a random id made by the device',
  'idempotency.request_digest': 'digest',
  'idempotency.answer': 'an answer as it was given, for one day; whoever repeats sees it through the same serializer',
  'answering.kind': 'a word of ours',
  'answering.what': 'a word of ours',
  'answering.what_id': 'the id of a place, post or zone',
  'control_entry.what': 'a word of ours',
  'control_entry.level': 'a word of ours',
  'control_entry.measures': 'public',
  'control_entry.basis': 'public',
  'control_entry.issuer': 'an office; public',
  'control_entry.zh': 'what happened to a zone; no person in it',
  'control_entry.en': 'what happened to a zone; no person in it',
  'incident_entry.what': 'a word of ours',
  'incident_entry.zh': 'what the desk chose to write about the event',
  'incident_entry.en': 'what the desk chose to write about the event',
  'message.topic': 'kind and id',
  'message.zh': 'to the person themselves, about themselves',
  'message.en': 'to the person themselves, about themselves',
  'offer.state': 'a word of ours',
  'one_time_link.token_hash': 'hash',
  'one_time_link.purpose': 'a word of ours',
  'people_import.file_name': 'chosen by the importer',
  'people_import.state': 'a word of ours',
  'people_import.counts': 'figures',
  'people_import.errors': 'places in the file and sentences of ours',
  'override.rules': 'words of ours',
  'person.volunteer_no': 'the number by which the city names its volunteers instead of an identity number',
  'person.availability': 'own choice of hours, without a reason',
  'report_in.reported_as': 'a word of ours',
  'role_grant.role': 'a word of ours',
  'visit.held': 'a word of ours',
  'role_grant.territory': 'a place',
  'ask.kind': 'a word of ours',
  'ask.state': 'a word of ours; there is none for a no',
  'calendar_feed.token_hash': 'hash',
  'draft_cell.reasons': 'why the engine placed somebody, by id, in words of ours; shown with the board',
  'rota.territory': 'a place',
  'rota.name': 'public',
  'rota.territories': 'places',
  'rota.settings': 'figures',
  'rota.wishes': 'days that people asked for, by id, without a reason',
  'rota_build.state': 'a word of ours',
  'rota_build.settings': 'figures',
  'rota_build.asked': 'a word of ours',
  'rota_build.progress': 'figures',
  'rota_build.gaps': 'who could fill a gap, by id, and which rule would have to give',
  'rota_version.content': 'shifts as they were, and who was meant to stand there, by id',
  'rota_version.digest': 'digest',
  'seat.state': 'a word of ours',
  'secondment.ordered_by': 'office that orders; public',
  'secondment.state': 'a word of ours',
  'secondment.territory': 'a place',
  'seat.via': 'a word of ours',
  'seat.weighed': 'what a selection looked at: skills, load and arrival; shown with the seat',
  'session.token_hash': 'hash',
  'team.name': 'a group',
  'team.kind': 'a word of ours',
  'team.path': 'ids',
  'team.territory': 'a place',
  'team.charter': 'what the group is for',
  'team_member.roles': 'words of ours',
}

const TEXT = /^(text|jsonb|bytea)(\[\])?$/
const registered = () => new Set(Object.values(FIELDS).flatMap(({ columns }) => columns))
const textColumns = () =>
  tables
    .filter(({ name }) => !(name in NOBODY))
    .flatMap(({ name, columns }) =>
      columns
        .filter(column => TEXT.test(column.type) && column.name !== 'tenant')
        .map(column => `${name}.${column.name}`),
    )

describe('the field register and the tables', () => {
  it('leave no column out that could hold something about a person', () => {
    const known = registered()
    expect(textColumns().filter(column => !known.has(column) && !(column in LOOKED))).toEqual([])
  })

  it('name no column that does not exist', () => {
    const there = new Set(tables.flatMap(({ name, columns }) => columns.map(column => `${name}.${column.name}`)))
    const named = [...registered()].map(column => column.replace(/^(fact\.payload)\..+$/, '$1'))
    expect(named.filter(column => !there.has(column))).toEqual([])
    const listed = [...Object.keys(NOBODY).map(name => `${name}.tenant`), ...Object.keys(LOOKED)]
    expect(listed.filter(column => !there.has(column))).toEqual([])
  })

  it('excuse nothing that is registered', () => {
    const known = registered()
    expect(Object.keys(LOOKED).filter(column => known.has(column))).toEqual([])
  })

  it('hold no identity number, face, track, party membership, marital or health record', () => {
    const unasked =
      /id_(card|number)|idcard|身份证|face|photo|track|latitude|longitude|party|marital|health|diagnos|religion|ethnic/i
    const found = tables.flatMap(({ name, columns }) =>
      columns.filter(column => unasked.test(column.name)).map(column => `${name}.${column.name}`),
    )
    expect(found).toEqual([])
  })
})
