import { ROSTER } from '@muster/core/people/import-columns.ts'
import type * as importsWire from '@muster/core/people/imports.wire.ts'
import * as wire from '@muster/core/people/wire.ts'
import { AVAILABILITY_WORDS, SKILL_WORDS } from '@muster/core/people/words.ts'
import type { FileAnswer, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import type { Ctx } from '../platform/context.ts'
import { serialiser } from '../platform/door/serialise.ts'
import { type SheetColumn, type SheetRow, writeCsv, writeSheet } from '../platform/sheets/sheets.ts'
import { fileOf } from './file.ts'
import { narrowed } from './list.ts'
import { peopleWithin } from './reach.ts'
import { readPeople } from './rows.ts'

const YES = { zh: '是', en: 'Yes' }
const NO = { zh: '否', en: 'No' }
const LIGHT = { zh: '只承担轻便岗位', en: 'Light duty only' }
const SHEET = { zh: '人员', en: 'People' }

type Language = 'zh' | 'en'

/**
 * Exactly what the reader would see on the screen, person by person: the same reach and, because a file goes out
 * past the door's own serializer, the same serializer here. The file can be changed and imported again.
 */
export async function exportPeople(
  ctx: Ctx,
  { format, unitId }: ParsedOf<typeof importsWire.exportPeople>,
): Promise<FileAnswer> {
  const conditions = [sql`p.left_at is null`, peopleWithin(ctx), ...narrowed(ctx, unitId ? { unitId } : {})]
  const people = await readPeople(ctx, sql.join(conditions, sql` and `))
  const serialise = serialiser(wire.Person, ctx.house.fields)
  const reader = { roles: ctx.scope.roles, personId: ctx.actor?.personId ?? null }
  const rows = people.map(person => rowOf(serialise(person, reader) as wire.Person, ctx.language))
  const columns = [...columnsIn(ctx.language), { key: 'lightDuty', header: LIGHT[ctx.language] }]
  const name = `${SHEET[ctx.language]} ${dayOf(ctx)}`
  await audit(ctx, 'people.exported', unitId ? `unit/${unitId}` : `tenant/${ctx.tenant.tenant}`, {
    people: rows.length,
  })
  if (format === 'csv') return fileOf(name, 'csv', writeCsv({ columns, rows }))
  return fileOf(name, 'xlsx', await writeSheet({ sheetName: SHEET[ctx.language], columns, rows }))
}

/** An empty roster with its column names, what to write in them, and one example that an import skips. */
export async function importTemplate(
  ctx: Ctx,
  { format }: ParsedOf<typeof importsWire.importTemplate>,
): Promise<FileAnswer> {
  const zh = ctx.language === 'zh'
  const columns = columnsIn(ctx.language)
  const name = zh ? '人员导入模板' : 'People import template'
  const example = EXAMPLE[ctx.language]
  if (format === 'csv') {
    const rows = [{ ...example, volunteerNo: `例：${example.volunteerNo}` }]
    return fileOf(name, 'csv', writeCsv({ columns, rows }))
  }
  const notes = { sheetName: zh ? '说明' : 'Notes', lines: NOTES[ctx.language] }
  const sheetName = SHEET[ctx.language]
  return fileOf(name, 'xlsx', await writeSheet({ sheetName, columns, rows: [], example, blankRows: 500, notes }))
}

function columnsIn(language: Language): SheetColumn[] {
  const choices: Readonly<Record<string, readonly string[]>> = {
    availability: wire.AVAILABILITY.map(one => AVAILABILITY_WORDS[one][language]),
    onCall: [YES[language], NO[language]],
  }
  return ROSTER.map(({ key, header }) => ({
    key,
    header: header[language],
    ...(choices[key] && { choices: choices[key] }),
    ...(COLUMN_NOTES[key] && { note: COLUMN_NOTES[key][language] }),
  }))
}

/** The top unit, and below it the way down to where the person is: so the file finds the same unit again. */
function rowOf(person: wire.Person, language: Language): SheetRow {
  const [top = '', ...below] = person.unit.trail
  const yes = (value: boolean | null) => (value === null ? null : (value ? YES : NO)[language])
  return {
    volunteerNo: person.volunteerNo,
    name: person.name,
    unit: top,
    subUnit: below.join('/'),
    residence: person.residence?.name ?? null,
    phone: person.phone,
    skills: person.skills?.map(skill => SKILL_WORDS[skill][language]).join(language === 'zh' ? '、' : ', ') ?? null,
    availability: AVAILABILITY_WORDS[person.availability][language],
    onCall: yes(person.onCall),
    lightDuty: yes(person.lightDuty),
  }
}

/** The day in the city's own zone, `2022-03-30`. */
const dayOf = (ctx: Ctx): string => new Intl.DateTimeFormat('sv-SE', { timeZone: ctx.tenant.zone }).format(ctx.now)

const EXAMPLE = {
  zh: {
    volunteerNo: 'XZ0001',
    name: '张小明',
    unit: '市财政局',
    skills: '驾驶、急救',
    availability: '随时',
    onCall: '是',
  },
  en: {
    volunteerNo: 'XZ0001',
    name: 'Zhang Xiaoming',
    unit: 'Finance Bureau',
    skills: 'Driving, First aid',
    availability: 'Any time',
    onCall: 'Yes',
  },
} as const

const NOTES: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '每人一行。以志愿者编号认人，不按姓名合并；编号相同即为同一人。',
    '上传后先预览，确认后才保存；保存后可以整体撤销。',
    '空白单元格不改动已有内容。请勿合并单元格。',
    '请不要填写身份证号、门牌号和健康情况；本系统不收。',
  ],
  en: [
    'One person per row. The volunteer number says who it is; people are never merged by name.',
    'You see a preview before anything is saved, and can take an import back as a whole.',
    'An empty cell changes nothing. Do not merge cells.',
    'No ID numbers, street addresses or health records: this system does not take them.',
  ],
}

const COLUMN_NOTES: Readonly<Record<string, { zh: string; en: string }>> = {
  unit: { zh: '单位代码或全称，须已在系统中。', en: 'Code or full name of a unit that exists.' },
  subUnit: {
    zh: '单位之下的部门，可不填；多级用 / 隔开。',
    en: 'Optional; levels below each other are separated by /.',
  },
  residence: { zh: '街道和社区，或社区代码；不写门牌。', en: 'Street and community, or its code; no street address.' },
  phone: { zh: '选填。', en: 'Optional.' },
  skills: {
    zh: wire.SKILLS.map(skill => SKILL_WORDS[skill].zh).join('、'),
    en: wire.SKILLS.map(skill => SKILL_WORDS[skill].en).join(', '),
  },
}
