const EVERY_MS = 250
const EVERY_MS_WITHOUT_TERMINAL = 15_000

/** Is told how much of a total is done; a total of 0 is not known. */
export type Progress = (done: number, total: number) => void

/** `  12 % · 45,210 rows/s · 3 min 20 s left`. */
export function progressWords(what: string, done: number, total: number, seconds: number): string {
  const pace = seconds > 0 ? done / seconds : 0
  const percent = total > 0 ? `${Math.floor((100 * done) / total)} % · ` : ''
  const left = total > 0 && pace > 0 ? ` · ${duration((total - done) / pace)} left` : ''
  return `${what}: ${percent}${Math.round(pace).toLocaleString('en')}/s${left}`
}

const duration = (seconds: number): string =>
  seconds < 100 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`

/**
 * Tells how far a long work is: on a terminal in one line that is overwritten, elsewhere in a line now and then.
 * The line is gone when the work is done.
 */
export function progressOf(what: string, out: NodeJS.WriteStream = process.stderr): Progress {
  const began = performance.now()
  let last = began
  return (done, total) => {
    const now = performance.now()
    const over = total > 0 && done >= total
    if (over && out.isTTY) out.write('\r\x1b[K')
    if (over || now - last < (out.isTTY ? EVERY_MS : EVERY_MS_WITHOUT_TERMINAL)) return
    last = now
    const words = progressWords(what, done, total, (now - began) / 1000)
    out.write(out.isTTY ? `\r\x1b[K  ${words}` : `  ${words}\n`)
  }
}
