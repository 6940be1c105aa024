#!/usr/bin/env node
/**
 * `npm run shots`: takes the pictures of README and handbook against a demonstration of its own, or with
 * `--at URL --accounts FILE` against one that runs; `--all FOLDER` takes every page, both widths, both languages, to look at.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowser } from './browser/browser.ts'
import { camera } from './shots/camera.ts'
import { type Found, find } from './shots/found.ts'
import { stageFor } from './shots/stage.ts'
import { ACTS, LANGUAGES, PICTURES, type View, WIDTHS } from './shots/views.ts'

const { values } = parseArgs({
  options: {
    at: { type: 'string' },
    accounts: { type: 'string' },
    all: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
const folder = values.all ?? join(import.meta.dirname, '../../docs/pictures')
const views = ACTS.flat()
const every = WIDTHS.flatMap(width => views.flatMap(({ name }) => LANGUAGES.map(each => [name, width, each] as const)))
const wanted = (values.all ? every : PICTURES).filter(([name]) => new RegExp(values.only).test(name))

const stage = await stageFor(values)
const browser = await openBrowser()
try {
  const found = await find(stage.at, stage.accounts)
  const [day, morning] = ACTS
  await takeAll(day!, found)
  if (stage.playOn && morning!.some(({ name }) => wanted.some(one => one[0] === name)))
    await takeAll(morning!, { ...found, duty: await stage.playOn() })
} finally {
  await browser.close()
  await stage.stop()
}

/** The pictures of one act that are wanted, in each language. */
async function takeAll(act: readonly View[], found: Found): Promise<void> {
  for (const language of LANGUAGES) {
    const take = camera({ ...stage, browser, found }, language, Boolean(values.all))
    for (const [name, width] of wanted.filter(one => one[2] === language)) {
      const view = act.find(one => one.name === name)
      if (!view) continue
      const file = join(folder, `${name}-${width}-${language}.png`)
      await take(view, width, file)
      console.log(file)
    }
  }
}
