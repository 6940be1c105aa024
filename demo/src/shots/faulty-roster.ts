import { ROSTER } from '@muster/core/people/import-columns.ts'
import { writeCsv } from '@muster/server/platform/sheets/sheets.ts'
import type { Page } from '@playwright/test'

/** Three invented rows: one is right, one has no name, one names a unit that does not exist. */
const ROWS = [
  { volunteerNo: 'XZ-SHOT-1', name: '江晚晴', unit: '市委办公室' },
  { volunteerNo: 'XZ-SHOT-2', name: '', unit: '市委办公室' },
  { volunteerNo: 'XZ-SHOT-3', name: '顾远山', unit: '市委办公厅' },
]

/** Uploads a roster with mistakes, to show what the preview says about them; nothing is saved. */
export async function faultyRoster(page: Page): Promise<void> {
  const columns = ROSTER.map(({ key, header }) => ({ key, header: header.zh }))
  const buffer = Buffer.from(writeCsv({ columns, rows: ROWS }))
  await page.locator('input[type=file]').setInputFiles({ name: '市委办公室名册.csv', mimeType: 'text/csv', buffer })
  await page.waitForURL(/import=/)
}
