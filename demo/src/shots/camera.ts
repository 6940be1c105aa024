import type { Browser, Page, Request } from '@playwright/test'
import { openPage } from '../browser/browser.ts'
import { shot } from '../browser/shot.ts'
import type { Found } from './found.ts'
import { makeSmall } from './small.ts'
import type { PictureStage } from './stage.ts'
import { type Language, NOBODY, PHONES, type View } from './views.ts'

/** What a camera needs to know about the demonstration in front of it. */
export interface Scene {
  readonly browser: Browser
  readonly at: string
  readonly accounts: PictureStage['accounts']
  readonly found: Found
}

/** Pages of one reader in one language, signed in once. */
export type Camera = (view: View, width: number, path: string) => Promise<void>

/** Long enough that a page which asks for more after its first answer has asked. */
const STILL_MS = 400
const LONGEST_MS = 15_000

/** Takes pictures of pages as readers see them, whole or without scrolling; each reader signs in once for each language. */
export function camera(scene: Scene, language: Language, fullPage: boolean): Camera {
  const readers = new Map<string, Promise<Reader>>()
  return async (view, width, path) => {
    const sitting = readers.get(view.who) ?? sitDown(view.who, scene, language)
    readers.set(view.who, sitting)
    const { page, still } = await sitting
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
    await page.goto(scene.at + view.path(scene.found))
    await still()
    await view.act?.(page)
    await still()
    await page.waitForFunction(() => !/正在读取|正在取数据|Reading…|Loading/.test(document.body.innerText))
    await shot(page, path, fullPage)
    makeSmall(path)
  }
}

interface Reader {
  readonly page: Page
  /** Resolves when the page has had no question open for a moment. */
  readonly still: () => Promise<void>
}

async function sitDown(who: string, scene: Scene, language: Language): Promise<Reader> {
  const page = await openPage(scene.browser, { locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
  const reader = { page, still: stillness(page) }
  const link = PHONES[who]?.(scene.found)
  if (link) await join(reader, scene.at + (await link))
  else if (who !== NOBODY) await signIn(page, who, scene)
  return reader
}

async function join({ page, still }: Reader, link: string): Promise<void> {
  await page.goto(link)
  await still()
  await page.locator('.thumb button').first().click()
  await still()
}

async function signIn(page: Page, who: string, { at, accounts }: Scene): Promise<void> {
  await page.goto(`${at}/sign-in`)
  await page.locator('[autocomplete=username]').fill(who)
  await page.locator('[autocomplete=current-password]').fill(accounts.find(({ login }) => login === who)!.passphrase)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}

/** The stream of news is always open and does not count. */
function stillness(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let last = Date.now()
  const counts = (request: Request) => request.resourceType() !== 'eventsource'
  page.on('request', request => counts(request) && open.add(request))
  const ended = (request: Request) => {
    open.delete(request)
    last = Date.now()
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    const began = Date.now()
    last = began
    while (Date.now() - began < LONGEST_MS && (open.size > 0 || Date.now() - last < STILL_MS))
      await page.waitForTimeout(50)
  }
}
