import type { Page } from '@playwright/test'

/** What hands do on a page before its picture is taken; in Chinese, because those pictures are. */

/** The panel that says what the engine reached, and why places stay empty. */
export async function openEngine(page: Page): Promise<void> {
  await page.locator('.ant-segmented-item').last().click()
}

/** “I am here”: the six digits of the captain's screen. */
export async function tapHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: '我到了' }).first().click()
}

const PLATES = ['苏C D1024', '苏C 7K388', '皖L 6M215']

/** Three cars written down without a line, and where they wait for one. */
export async function withoutLine(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  await page.context().setOffline(true)
  for (const [nth, plate] of PLATES.entries()) {
    await page.getByLabel('车牌号').fill(plate)
    await page.getByLabel('车上人数').fill(String(nth + 1))
    await page.getByText('放行', { exact: true }).last().click()
    await page.getByRole('button', { name: '记下' }).click()
    await page.getByText(`已记在本机：${plate.replace(' ', '')}`).waitFor()
  }
  await page.goto(new URL('/m/outbox', page.url()).href)
}
