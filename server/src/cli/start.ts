import { type Serving, serve } from '../serve.ts'
import type { Settings } from '../settings.ts'

/** Serves until it is told to stop. */
export async function start(settings: Settings): Promise<Serving> {
  const serving = await serve(settings, line => console.error(line))
  stopOnSignal(serving)
  greet(serving)
  return serving
}

/** Where it is, and on a new installation how to begin. */
export function greet({ url, fresh, app }: Serving): void {
  console.log(`Muster · 集结  ${url}`)
  if (!fresh) return
  console.log(`\n首次设置：打开 ${url}/set-up ，设置码 ${app.house.setupCode}`)
  console.log(`First-run set-up: open ${url}/set-up , code ${app.house.setupCode}\n`)
}

/** Stops in order at the first request to stop. */
export function stopOnSignal(serving: Serving): void {
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
