/** What must be undone however a test ends: the last thing done is undone first. */
export interface Cleanup {
  later(undo: () => unknown): void
  now(): Promise<void>
}

/** Also on Ctrl-C: then everything is undone before the process ends. */
export function cleanup(): Cleanup {
  const undos: (() => unknown)[] = []
  const now = async () => {
    for (let undo = undos.pop(); undo; undo = undos.pop()) await attempt(undo)
  }
  const leave = () => void now().then(() => process.exit(130))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, leave)
  return {
    later: undo => void undos.push(undo),
    now: async () => {
      await now()
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, leave)
    },
  }
}

/** What cannot be undone keeps nothing else from being undone. */
async function attempt(undo: () => unknown): Promise<void> {
  try {
    await undo()
  } catch (error) {
    console.error((error as Error).message)
  }
}
