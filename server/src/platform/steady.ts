/** The machine's steady clock in milliseconds: how long work takes, never when something happened (that is `ctx.now`). */
export const steadyMs = (): number => performance.now()
