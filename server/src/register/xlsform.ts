import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { Form } from '@muster/core/register/form.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import type * as wire from '@muster/core/register/wire.ts'
import { readXlsForm as read } from '@muster/core/register/xlsform.ts'
import type { Ctx } from '../platform/context.ts'
import { readSheet } from '../platform/sheets/sheets.ts'

/** Reads somebody's XLSForm and says what of it can be asked here; nothing is kept of the file. */
export async function readXlsForm(_: Ctx, { file }: ParsedOf<typeof wire.readXlsForm>) {
  const survey = await sheetOf(file, 'survey')
  if (!survey) throw problem('register/no-survey')
  const { questions, remarks } = read(survey, (await sheetOf(file, 'choices')) ?? [])
  const checked = z.safeParse(Form.shape.questions, questions)
  if (!checked.success) {
    const [issue] = checked.error.issues
    const where = issue?.path.join('.') ?? ''
    throw problem('register/bad-form', { count: checked.error.issues.length, whereZh: where, whereEn: where })
  }
  return { questions: checked.data, remarks: [...remarks] }
}

async function sheetOf(
  { bytes, name }: { bytes: Uint8Array; name: string },
  sheet: string,
): Promise<string[][] | null> {
  try {
    const found = await readSheet(bytes, name, {}, { sheet })
    return found.sheetName === sheet ? found.rows : null
  } catch (error) {
    if (error instanceof Problem && ['sheets/no-such-sheet', 'sheets/empty'].includes(error.slug)) return null
    throw error
  }
}
