#!/usr/bin/env node
/**
 * `npm run shots`: takes the pictures of README and handbook against a demonstration of its own, or with
 * `--at URL --accounts FILE` against one that runs; `--all FOLDER` takes every page, both widths, both languages, to look at.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from './browser/browser.ts'
import { camera } from './shots/camera.ts'
import { find } from './shots/found.ts'
import { stageFor } from './shots/stage.ts'
import { LANGUAGES, PICTURES, VIEWS, WIDTHS } from './shots/views.ts'

const { values } = parseArgs({
  options: {
    at: { type: 'string' },
    accounts: { type: 'string' },
    all: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
const folder = values.all ?? join(import.meta.dirname, '../../docs/pictures')
const every = WIDTHS.flatMap(width => VIEWS.flatMap(({ name }) => LANGUAGES.map(each => [name, width, each] as const)))
const wanted = (values.all ? every : PICTURES).filter(([name]) => new RegExp(values.only).test(name))

const stage = await stageFor(values)
const browser = await openBrowser()
try {
  const scene = { ...stage, browser, found: await find(stage.at, stage.accounts) }
  for (const language of LANGUAGES) {
    const take = camera(scene, language, Boolean(values.all))
    for (const [name, width, each] of wanted.filter(one => one[2] === language)) {
      const file = join(folder, `${name}-${width}-${each}.png`)
      await take(VIEWS.find(view => view.name === name)!, width, file)
      console.log(file)
    }
  }
} finally {
  await browser.close()
  await stage.stop()
}
