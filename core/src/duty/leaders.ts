/** A command seat that runs now. */
export interface CommandSeat {
  readonly postId: string
  /** Where it stands: its site, or the post itself. */
  readonly place: string
  /** Who is meant to sit there. */
  readonly personIds: readonly string[]
}

/** Somebody who is on duty for certain, and where. */
export interface Whereabout {
  readonly personId: string
  readonly postId: string
  readonly place: string
}

/**
 * Where all leaders stand together while their seats are elsewhere: everybody at the breach, and nobody in command. Needs
 * seats at two places or more and two leaders on duty.
 *
 * @returns the post where they stand; null when they are spread, or too few to tell
 */
export function allTogether(seats: readonly CommandSeat[], here: readonly Whereabout[]): string | null {
  if (new Set(seats.map(({ place }) => place)).size < 2) return null
  const own = new Set(seats.map(({ postId }) => postId))
  const meant = new Set(seats.flatMap(({ personIds }) => personIds))
  const leaders = here.filter(({ personId, postId }) => meant.has(personId) || own.has(postId))
  const places = new Set(leaders.map(({ place }) => place))
  return new Set(leaders.map(({ personId }) => personId)).size >= 2 && places.size === 1 ? leaders[0]!.postId : null
}
