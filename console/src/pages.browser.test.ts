import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../demo/src/browser/axe.ts'
import { openBrowser } from '../../demo/src/browser/browser.ts'
import { closeSheets } from '../../server/src/platform/sheets/sheets.ts'
import { type Town, town } from '../../server/src/platform/testing/town.ts'
import { fill, type Things } from './platform/testing/city.ts'
import { accountOf, button, MORNING, NARROW, type Screen, screen, signedIn, WIDE } from './platform/testing/screen.ts'

type Who = 'nobody' | 'desk' | 'secretary' | 'auditor' | 'administrator'

/** Every page by the path in main.tsx: who opens it, and with which search. */
const PAGES: Record<string, { who: Who; search?: (things: Things) => string }> = {
  '/set-up': { who: 'nobody' },
  '/sign-in': { who: 'nobody' },
  '/duty/wall': { who: 'desk' },
  '/duty/shifts/$shiftId/code': { who: 'desk' },
  '/registers/$registerId/sheets': {
    who: 'desk',
    search: ({ postId = '', requestId = '' }) => `?post=${postId}&request=${requestId}&sheets=2`,
  },
  '/': { who: 'desk' },
  '/incidents': { who: 'desk' },
  '/incidents/$incidentId': { who: 'desk' },
  '/calls': { who: 'desk' },
  '/calls/new': { who: 'desk' },
  '/calls/$callId': { who: 'desk' },
  '/enrolment': { who: 'desk' },
  '/units/$unitId/roll': { who: 'secretary' },
  '/posts': { who: 'desk' },
  '/posts/$postId': { who: 'desk' },
  '/sites': { who: 'desk' },
  '/controls': { who: 'desk' },
  '/controls/$controlId': { who: 'desk' },
  '/rotas': { who: 'desk' },
  '/rotas/$rotaId': { who: 'desk' },
  '/rotas/places/$code': { who: 'desk' },
  '/protection': { who: 'desk' },
  '/protection/cover': { who: 'desk' },
  '/protection/secondments': { who: 'desk' },
  '/duty': { who: 'desk' },
  '/duty/care': { who: 'desk' },
  '/duty/overrides': { who: 'desk' },
  '/duty/posts/$postId': { who: 'desk' },
  '/registers': { who: 'desk' },
  '/registers/paper': { who: 'desk' },
  '/registers/rounds': { who: 'desk' },
  '/registers/rounds/$roundId': { who: 'desk' },
  '/registers/codes': { who: 'desk' },
  '/registers/$registerId': { who: 'desk' },
  '/visits': { who: 'desk' },
  '/visits/doors': { who: 'desk' },
  '/visits/$sweepId': { who: 'desk' },
  '/bulletins': { who: 'desk' },
  '/bulletins/$bulletinId': { who: 'desk' },
  '/people': { who: 'desk' },
  '/people/import': { who: 'secretary', search: ({ importId }) => (importId ? `?import=${importId}` : '') },
  '/people/teams': { who: 'desk' },
  '/people/teams/$teamId': { who: 'desk' },
  '/people/$personId': { who: 'secretary' },
  '/people/$personId/duty': { who: 'secretary' },
  '/units': { who: 'desk' },
  '/units/$unitId': { who: 'desk' },
  '/territory': { who: 'administrator' },
  '/audit': { who: 'auditor' },
  '/settings': { who: 'desk' },
  '/settings/accounts': { who: 'administrator' },
  '/settings/clock': { who: 'administrator' },
  '/settings/about': { who: 'desk' },
  '/privacy': { who: 'desk' },
}
const PATHS = Object.keys(PAGES)

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await closeSheets()
})

it('looks at every page that main.tsx knows', () => {
  const source = readFileSync(join(import.meta.dirname, 'main.tsx'), 'utf8')
  expect([...source.matchAll(/\b(?:page|screen|open)\('([^']+)'/g)].map(([, path]) => path)).toEqual(PATHS)
})

/** A city and one browser profile for each who looks at it. */
class Tour {
  readonly city: Town
  things: Things = {}
  readonly #screens = new Map<Who, Screen>()
  constructor(city: Town) {
    this.city = city
  }
  async open(who: Who, unitId?: string): Promise<void> {
    this.#screens.set(who, await this.#openAs(who, unitId))
  }
  async #openAs(who: Who, unitId?: string): Promise<Screen> {
    const { url } = this.city
    if (who === 'nobody') return screen(browser, url)
    if (who === 'administrator') return signedIn(browser, url, 'admin')
    if (who === 'secretary')
      return signedIn(browser, url, await accountOf(this.city, 'unit-secretary', unitId ? { unitId } : {}))
    return signedIn(browser, url, await accountOf(this.city, who === 'desk' ? 'city-desk' : 'auditor'))
  }
  /** Opens a page and looks at it in both sizes and languages, and with axe in one. @returns what is wrong with it */
  async look(path: string, axeIn: Size): Promise<unknown[]> {
    const { who, search } = PAGES[path]!
    const { page, wrong } = this.#screens.get(who)!
    wrong.length = 0
    await page.setViewportSize(WIDE)
    const address = path.replace(/\$(\w+)/g, (_, name: string) => this.things[name] ?? name)
    await page.goto(this.city.url + address + (search?.(this.things) ?? ''))
    return [...(await inAllShapes(page, axeIn)), ...wrong]
  }
}

type Size = typeof WIDE

async function inAllShapes(page: Page, axeIn: Size): Promise<unknown[]> {
  const found: unknown[] = []
  const shutOut = async (size: Size) => {
    if (size === axeIn) found.push(...(await axe(page)))
  }
  await settled(page)
  found.push(...(await tooWide(page)))
  await shutOut(WIDE)
  await button(page, 'English').first().click()
  await settled(page)
  found.push(...(await tooWide(page)))
  await page.setViewportSize(NARROW)
  found.push(...(await tooWide(page)))
  await shutOut(NARROW)
  await button(page, '中文').first().click()
  await settled(page)
  found.push(...(await tooWide(page)))
  return found
}

/** Until the page has a heading, nothing is being read any more and the fonts are there. */
const settled = (page: Page) =>
  page.waitForFunction(async () => {
    await document.fonts.ready
    return document.querySelector('h1') && !/正在读取|Reading…/.test(document.body.innerText)
  })

/** The elements that make the page scroll sideways. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > room + 1)
    const names = wide.slice(0, 5).map(one => `${one.tagName}.${one.className}`)
    return [`${location.pathname} is ${document.documentElement.scrollWidth} wide, not ${room}: ${names.join(', ')}`]
  })

describe('a city at work', () => {
  let tour: Tour
  beforeAll(async () => {
    tour = new Tour(await town({ territory: '320300000000', rehearsal: true }))
    tour.city.clock.set(MORNING)
    tour.things = await fill(tour.city)
    for (const who of ['nobody', 'desk', 'auditor', 'administrator'] as const) await tour.open(who)
    await tour.open('secretary', tour.things.unitId)
  })
  afterAll(() => tour?.city.close())

  it.each(PATHS)('%s is whole in both sizes and languages', async path => {
    expect(await tour.look(path, NARROW)).toEqual([])
  })
})

describe('a city without anything in it', () => {
  let tour: Tour
  beforeAll(async () => {
    tour = new Tour(await town())
    tour.city.clock.set(MORNING)
    for (const who of ['desk', 'administrator'] as const) await tour.open(who)
  })
  afterAll(() => tour?.city.close())

  // Those that hold something which can be missing.
  const empty = PATHS.filter(path => !/\$|^\/(set|sign|audit|privacy|calls\/new)|import/.test(path))
  it.each(empty)('%s says so, whole in both sizes and languages', async path => {
    expect(await tour.look(path, WIDE)).toEqual([])
  })
})
