import { invite } from '@muster/core/access/wire.ts'
import { type Browser, devices, type Locator, type Page } from '@playwright/test'
import { openPage } from '../browser/browser.ts'
import { PATIENCE } from '../browser/soon.ts'
import type { Ask } from '../play/ask.ts'
import { passphraseOf } from '../play/passphrase.ts'
import type { Desks, Stage } from '../play/stage.ts'

const { defaultBrowserType: _, ...PHONE } = devices['Pixel 5']
const DESK = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const

/** The real desks and phones of a replay: people at pages, where a replay else speaks to the interface. */
export interface Screens {
  /** Somebody signs in at a desk and opens a page. */
  readonly desk: (login: string, path: string) => Promise<Page>
  /** Somebody opens a join link of their own and then a page of the hand. */
  readonly phone: (inviter: Ask, personId: string, path: string) => Promise<Page>
  /** A resident who has not signed in. */
  readonly resident: (path: string) => Promise<Page>
}

/** What a cast is asked for: its desks, and the secret from which their passphrases come. */
export interface Seated {
  readonly stage: Pick<Stage, 'secret'>
  readonly desks: Pick<Desks, 'desk'>
}

export function screensOf(browser: Browser, at: string, { stage, desks }: Seated): Screens {
  const open = async (settings: Parameters<typeof openPage>[1]) => {
    const page = await openPage(browser, settings)
    page.setDefaultTimeout(PATIENCE)
    return page
  }
  return {
    async desk(login, path) {
      // The account's link is opened and its passphrase chosen, if that has not been done.
      await desks.desk(login)
      const page = await open(DESK)
      await page.goto(`${at}/sign-in`)
      await page.locator('[autocomplete=username]').fill(login)
      await page.locator('[autocomplete=current-password]').fill(passphraseOf(stage.secret, login))
      await page.locator('form button[type=submit]').click()
      await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
      await page.goto(at + path)
      return page
    },
    async phone(inviter, personId, path) {
      const page = await open(PHONE)
      const { link } = await inviter(invite, { personId })
      await page.goto(new URL(link, at).href)
      await button(page, '在这部手机上登录').tap()
      await page.getByRole('heading', { name: /^您是/ }).waitFor()
      await page.goto(at + path)
      return page
    },
    async resident(path) {
      const page = await open(PHONE)
      await page.goto(at + path)
      return page
    },
  }
}

export const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
export const row = (within: Page | Locator, ...texts: string[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), within.getByRole('row'))

/** Types into a picker and takes who is found. */
export async function choose(page: Page, picker: Locator, typed: string): Promise<void> {
  await picker.fill(typed)
  await page.locator('.ant-select-item-option').filter({ hasText: typed }).first().click()
}

/** Who is asked on a phone says yes, once the question stands there. */
export async function sayYes(phone: Page): Promise<void> {
  await phone.getByRole('heading', { name: '问您一件事' }).waitFor()
  await button(phone, '我愿意').first().tap()
  await phone.getByRole('status').first().waitFor()
}
