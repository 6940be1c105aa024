/** On paper and in logs a line now and then is enough, in milliseconds. */
const SELDOM = 2000

interface Teller {
  readonly say: (line: string) => void
  readonly clear: () => void
}

/** Says where long work stands: on a terminal in one line that changes, elsewhere in a line every few seconds. */
export function teller(title: string): Teller {
  const live = process.stdout.isTTY
  let last = -SELDOM
  return {
    say(line: string): void {
      const now = performance.now()
      if (live) process.stdout.write(`\r\u001b[2K  ${title} ${line}`)
      else if (now - last >= SELDOM) {
        console.log(`  ${title} ${line}`)
        last = now
      }
    },
    clear(): void {
      if (live) process.stdout.write('\r\u001b[2K')
    },
  }
}
