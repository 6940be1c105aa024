import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page } from '@playwright/test'

/** A picture of the whole page, taken when its fonts are there and nothing moves, so that two pictures can be compared. */
export async function shot(page: Page, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' })
}
