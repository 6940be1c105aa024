import { type Serving, serve } from '../serve.ts'
import type { Settings } from '../settings.ts'

/** Serves until it is told to stop. */
export async function start(settings: Settings): Promise<Serving> {
  const serving = await serve(settings, line => console.error(line))
  console.log(`Muster · 集结  ${serving.url}`)
  if (serving.fresh) {
    console.log(`\n首次设置：打开 ${serving.url}/set-up ，设置码 ${serving.app.house.setupCode}`)
    console.log(`First-run set-up: open ${serving.url}/set-up , code ${serving.app.house.setupCode}\n`)
  }
  stopOnSignal(serving)
  return serving
}

function stopOnSignal(serving: Serving): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      serving.stop().then(
        () => process.exit(0),
        error => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}
