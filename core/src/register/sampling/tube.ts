/** How many samples a tube may take: one person alone, or pooled. */
export const TUBE_SIZES = [1, 5, 10, 20] as const

/** Why a sample waits for somebody: the tube had no room for it, was closed by then, or holds that person already. */
export const TUBE_HOLDS = ['tube-full', 'tube-sealed', 'twice'] as const
export type TubeHold = (typeof TUBE_HOLDS)[number]

/** A sample as it was told, neither taken back nor moved elsewhere. */
export interface Taken {
  readonly id: string
  /** When it was taken, in milliseconds. */
  readonly at: number
  /** Who it was, as a digest or an id: the same person is the same text. */
  readonly who: string
}

/** What is known of a tube beside its samples. */
export interface TubeOf {
  readonly size: number
  /** When it was sealed, in milliseconds; null while it is open. */
  readonly sealedAt: number | null
}

/**
 * Which samples of a tube stand, and why each of the others waits: the first n people by time of taking. Says the same in
 * whatever order they were heard, and of each sample something.
 */
export function judgeTube({ size, sealedAt }: TubeOf, samples: readonly Taken[]): ReadonlyMap<string, TubeHold | null> {
  const verdicts = new Map<string, TubeHold | null>()
  const people = new Set<string>()
  for (const { id, at, who } of inOrder(samples)) {
    const hold =
      sealedAt !== null && at > sealedAt
        ? 'tube-sealed'
        : people.has(who)
          ? 'twice'
          : people.size >= size
            ? 'tube-full'
            : null
    verdicts.set(id, hold)
    if (!hold) people.add(who)
  }
  return verdicts
}

const inOrder = (samples: readonly Taken[]): Taken[] =>
  [...samples].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id)))

/** How many more go into a tube; none once it is sealed. */
export function roomIn(tube: TubeOf, samples: readonly Taken[]): number {
  if (tube.sealedAt !== null) return 0
  const standing = [...judgeTube(tube, samples).values()].filter(hold => hold === null).length
  return tube.size - standing
}

/**
 * Into which tubes people of one household go: how many into the open one, how many into each new one. Kept together when
 * a new tube takes all of them and the open one does not.
 */
export function seatHousehold(
  people: number,
  { size, room, together }: { readonly size: number; readonly room: number; readonly together: boolean },
): { readonly here: number; readonly next: readonly number[] } {
  const moves = together && people > room && people <= size
  const here = moves ? 0 : Math.min(people, Math.max(0, room))
  const rest = people - here
  const full = Math.floor(rest / size)
  return { here, next: [...Array<number>(full).fill(size), ...(rest % size > 0 ? [rest % size] : [])] }
}

/** How a tube's label is kept, however it was typed or scanned; null when it cannot be one. */
export function tidyLabel(typed: string): string | null {
  const label = typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
  return /^[A-Z0-9][A-Z0-9-]{2,31}$/.test(label) ? label : null
}
