#!/usr/bin/env node
/** `npm start`: serves, and on an installation without a city plays the Xuzhou day into it; `--empty` leaves it empty. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { greet, stopOnSignal } from '@muster/server/cli/start.ts'
import { type Serving, serve } from '@muster/server/serve.ts'
import { readSettings } from '@muster/server/settings.ts'
import { type Demo, newDemo, readDemo, writeDemo } from './demo-file.ts'

const { values } = parseArgs({
  options: { empty: { type: 'boolean', default: false }, people: { type: 'string', default: '' } },
})
const settings = readSettings()
const serving = await serve(settings, line => console.error(line))
stopOnSignal(serving)
const demo = demoFor(serving)
if (!demo) greet(serving)
else {
  console.log(`Muster · 集结  ${serving.url}`)
  if (demo.loaded) tell(demo)
  else await load(serving, demo)
}

/** The demonstration of this installation, begun if there is no city yet; null for one that goes without. */
function demoFor({ fresh }: Serving): Demo | null {
  if (!fresh) return readDemo(settings.folder)
  if (values.empty) return null
  const demo = newDemo()
  writeDemo(settings.folder, demo)
  return demo
}

/** The day is played by a process of its own, through the same door as everybody; this one only serves. */
async function load({ url, app }: Serving, demo: Demo): Promise<void> {
  console.log('正在装入徐州的一天，约一分钟；中断后下次启动接着装。')
  console.log('Loading a day in Xuzhou, about a minute; if interrupted, the next start goes on.')
  const args = [
    'day',
    '--at',
    url,
    '--code',
    app.house.setupCode,
    ...(values.people ? ['--people', values.people] : []),
  ]
  const child = fork(join(import.meta.dirname, 'cli.ts'), args, { env: { ...process.env, DEMO_SECRET: demo.secret } })
  let sentences: string[] = []
  child.on('message', said => {
    sentences = said as string[]
  })
  const code = await new Promise<number | null>(resolve => {
    child.once('close', resolve)
    child.once('error', () => resolve(null))
  })
  if (code !== 0) {
    console.error('没有装完，原因见上。服务继续运行；下次启动接着装。')
    console.error(
      'Not loaded to the end; the reason stands above. The server goes on; the next start will go on loading.',
    )
    return
  }
  const loaded = { ...demo, loaded: true, sentences }
  writeDemo(settings.folder, loaded)
  tell(loaded)
}

function tell({ sentences, accounts }: Demo): void {
  console.log(`\n${sentences.join('\n')}\n`)
  console.log('演示账号（口令只属于本次安装） · demonstration accounts, with passphrases of this installation only')
  for (const { login, passphrase, zh, en } of accounts)
    console.log(`  ${login.padEnd(18)} ${passphrase}  ${zh} · ${en}`)
  console.log(`\n打开 · open  ${serving.url}\n`)
}
