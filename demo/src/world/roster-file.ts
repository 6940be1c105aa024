import { ROSTER } from '@muster/core/people/import-columns.ts'
import { AVAILABILITY_WORDS, SKILL_WORDS } from '@muster/core/people/words.ts'
import type { UploadedFile } from '@muster/core/platform/endpoint.ts'
import { writeCsv, writeSheet } from '@muster/server/platform/sheets/sheets.ts'
import type { PersonPlan } from './city.ts'

const columns = ROSTER.map(({ key, header }) => ({ key, header: header.zh }))

type Row = Pick<
  PersonPlan,
  'volunteerNo' | 'name' | 'unit' | 'part' | 'phone' | 'residence' | 'skills' | 'availability' | 'onCall'
>

/** A roster as units hand it in: an Excel workbook, or the CSV that some programs give. */
export async function rosterFile(name: string, people: readonly Row[]): Promise<UploadedFile> {
  const rows = people.map(rowOf)
  const bytes = name.endsWith('.csv')
    ? writeCsv({ columns, rows })
    : await writeSheet({ sheetName: '名册', columns, rows, blankRows: 0 })
  return { name, bytes }
}

const rowOf = (person: Row) => ({
  volunteerNo: person.volunteerNo,
  name: person.name,
  unit: person.unit,
  subUnit: person.part ?? '',
  residence: person.residence ? person.residence.trail.join('') : '',
  phone: person.phone ?? '',
  skills: person.skills.map(skill => SKILL_WORDS[skill].zh).join('、'),
  availability: AVAILABILITY_WORDS[person.availability].zh,
  onCall: person.onCall ? '是' : '否',
})
