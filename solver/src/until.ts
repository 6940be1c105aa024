/** How long something may go on. */
export interface Until {
  /** Milliseconds on any steady clock, and when on it to stop. */
  readonly now?: (() => number) | undefined
  readonly deadline?: number | undefined
  readonly signal?: { readonly aborted: boolean } | undefined
}

/** Asked now and then: whether it is time to stop. */
export const stopsAt =
  ({ signal, now, deadline = Infinity }: Until): (() => boolean) =>
  () =>
    signal?.aborted === true || (now !== undefined && now() >= deadline)
