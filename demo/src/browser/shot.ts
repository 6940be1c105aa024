import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Page } from '@playwright/test'

/**
 * A picture of a page, taken when its fonts are there and nothing moves, so that two pictures can be compared.
 *
 * @param fullPage false for what a reader sees without scrolling
 */
export async function shot(page: Page, path: string, fullPage = true): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  await page.evaluate(async () => {
    await document.fonts.ready
  })
  await page.screenshot({ path, fullPage, animations: 'disabled', caret: 'hide' })
}
