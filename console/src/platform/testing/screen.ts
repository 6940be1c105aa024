// What the desk's browser stories share. NOTE: checked by the root's tsconfig, because it knows the server.
import * as access from '@muster/core/access/wire.ts'
import type { Role } from '@muster/core/platform/role.ts'
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test'
import { openPage } from '../../../../demo/src/browser/browser.ts'
import { PATIENCE } from '../../../../demo/src/browser/soon.ts'
import { PASSPHRASE, type Town } from '../../../../server/src/platform/testing/town.ts'

export { soon } from '../../../../demo/src/browser/soon.ts'

/** A page, and what went wrong on it: errors of any kind, and requests to somebody else. */
export interface Screen {
  readonly page: Page
  readonly wrong: string[]
}

export const WIDE = { width: 1440, height: 900 }
export const NARROW = { width: 390, height: 844 }

/** A browser of one's own, watched. */
export async function screen(browser: Browser, url: string, settings: BrowserContextOptions = {}): Promise<Screen> {
  const page = await openPage(browser, { viewport: WIDE, reducedMotion: 'reduce', ...settings })
  page.setDefaultTimeout(PATIENCE)
  const wrong: string[] = []
  const { origin } = new URL(url)
  page.on('pageerror', error => wrong.push(`${page.url()} threw ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') wrong.push(`${page.url()} said ${message.text()}`)
  })
  page.on('request', request => {
    const to = new URL(request.url())
    if (/^(https?|wss?):$/.test(to.protocol) && to.origin !== origin) wrong.push(`${page.url()} asked ${request.url()}`)
  })
  return { page, wrong }
}

/** Makes an account. @returns its login */
export async function accountOf(city: Town, role: Role, over: Parameters<Town['as']>[1] = {}): Promise<string> {
  const ask = await city.as(role, over)
  return (await ask(access.me, {})).account.login!
}

/** Signs in behind the page's back, where the sign-in is not the story. */
export async function signedIn(browser: Browser, url: string, login: string): Promise<Screen> {
  const opened = await screen(browser, url)
  const data = { login, passphrase: PASSPHRASE }
  const answer = await opened.page.request.post(`${url}/api${access.signIn.path}`, {
    data,
    headers: { 'x-muster': '1' },
  })
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`)
  return opened
}

/**
 * The morning after tomorrow, ten o’clock in the city. NOTE: a real browser drops cookies that end in its past, so the
 * town lives a little ahead of it; at a set hour, so that “five minutes ago” is never yesterday.
 */
export const MORNING = new Date(Math.floor(Date.now() / 86_400_000 + 2) * 86_400_000 + 2 * 3_600_000).toISOString()

export const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true })
export const row = (within: Page | Locator, ...texts: string[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), within.getByRole('row'))

/** Takes the first place that a picker finds. */
export async function pick(page: Page, picker: Locator, typed: string, name: string): Promise<void> {
  await picker.fill(typed)
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
}

/** Puts a mark on the page that a reload would wipe away. @returns whether it is still there */
export async function marked(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => document.documentElement.setAttribute('data-mark', 'here'))
  return async () => (await page.locator('html[data-mark=here]').count()) === 1
}
