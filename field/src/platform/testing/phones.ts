import * as access from '@muster/core/access/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as territory from '@muster/core/territory/wire.ts'
import { type Browser, devices, type Page } from '@playwright/test'
import { openBrowser, openPage } from '../../../../demo/src/browser/browser.ts'
import { type Ask, PASSPHRASE, type Town, town } from '../../../../server/src/platform/testing/town.ts'
import { newId } from '../uuid.ts'

const { defaultBrowserType: _, ...PHONE } = devices['Pixel 5']
/** How far a phone may be ahead of this town. */
const STEP_MS = 200

/** A city with a desk, a unit and a community, and phones that people hold. */
export interface Phones {
  readonly city: Town
  readonly desk: Ask
  readonly unitId: string
  readonly community: string
  /** A phone that nobody is signed in on. */
  phone(): Promise<Page>
  /** Somebody on the roster, with a join link. */
  invited(name: string): Promise<{ readonly id: string; readonly link: string }>
  /** Somebody on the roster, signed in on a phone of their own. */
  volunteer(name: string): Promise<{ readonly id: string; readonly page: Page }>
  close(): Promise<void>
}

export async function phones(): Promise<Phones> {
  const [browser, city] = await Promise.all([openBrowser(), town({ territory: '320300000000' })])
  const grant = { role: 'city-desk' } as const
  await city.administrator(access.createAccount, { id: newId(), login: 'desk', passphrase: PASSPHRASE, grant })
  const hands = goingOn(city)
  const desk = await city.signIn('desk')
  const unitId = newId()
  const { rows } = await desk(territory.search, { search: '潘塘社区' })
  await desk(people.createUnit, { id: unitId, code: 'JT', name: '市交通运输局', kind: 'agency' })
  const close = async () => {
    clearInterval(hands)
    await browser.close()
    await city.close()
  }
  return { city, desk, unitId, community: rows[0]!.code, close, ...holding(browser, { city, desk, unitId }) }
}

/**
 * NOTE: a real browser drops cookies that end in its past, and a phone goes on where a town's clock would stand still: this town
 * lives in the browser's own time, and what a test lets pass comes on top.
 */
function goingOn({ clock }: Town): ReturnType<typeof setInterval> {
  clock.set(new Date().toISOString())
  let before = Date.now()
  return setInterval(() => {
    clock.pass(Date.now() - before)
    before = Date.now()
  }, STEP_MS)
}

function holding(browser: Browser, { city, desk, unitId }: Pick<Phones, 'city' | 'desk' | 'unitId'>) {
  const phone = () => openPage(browser, PHONE)
  const invited = async (name: string) => {
    const id = newId()
    await desk(people.create, { id, unitId, name, volunteerNo: `XZ${id.slice(-8).toUpperCase()}` })
    const { link } = await desk(access.invite, { personId: id })
    return { id, link: new URL(link, city.url).href }
  }
  const volunteer = async (name: string) => {
    const { id, link } = await invited(name)
    const page = await phone()
    await page.goto(link)
    await button(page, '在这部手机上登录').tap()
    await page.getByRole('heading', { name: /^您是/ }).waitFor()
    return { id, page }
  }
  return { phone, invited, volunteer }
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** At the end of the page nothing lies half below the tabs. */
export const atEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight))
