/** What a published version holds, and how two of them differ. Pure: the server keeps them, the desk compares them. */

/** A shift as it was when a version was published; people by id. */
export interface VersionShift {
  readonly shiftId: string
  readonly postId: string
  readonly post: string
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly people: readonly string[]
  readonly standby: readonly string[]
}
export interface VersionContent {
  readonly shifts: readonly VersionShift[]
}

export type Standing = 'place' | 'standby' | null

/** Somebody stands otherwise on a shift than before. */
export interface VersionChange {
  readonly shift: VersionShift
  readonly personId: string
  readonly was: Standing
  readonly is: Standing
}

const standingOf = (shift: VersionShift | undefined, personId: string): Standing => {
  if (shift?.people.includes(personId)) return 'place'
  return shift?.standby.includes(personId) ? 'standby' : null
}

const sameHours = (one: VersionShift, other: VersionShift): boolean =>
  one.startsAt === other.startsAt && one.endsAt === other.endsAt && one.postId === other.postId

/** Everything that differs from one version to another, in order of time; whose shift has other hours now is changed, too. */
export function changesBetween(from: VersionContent, to: VersionContent): VersionChange[] {
  const [before, after] = [from, to].map(({ shifts }) => new Map(shifts.map(shift => [shift.shiftId, shift])))
  const ids = [...new Set([...before!.keys(), ...after!.keys()])]
  const changes = ids.flatMap(id => changesOf(before!.get(id), after!.get(id)))
  return changes.toSorted((a, b) =>
    a.shift.startsAt < b.shift.startsAt ? -1 : a.shift.startsAt > b.shift.startsAt ? 1 : 0,
  )
}

function changesOf(before: VersionShift | undefined, after: VersionShift | undefined): VersionChange[] {
  const people = [before, after].flatMap(shift => [...(shift?.people ?? []), ...(shift?.standby ?? [])])
  const moved = before !== undefined && after !== undefined && !sameHours(before, after)
  return [...new Set(people)].flatMap(personId => {
    const [was, is] = [standingOf(before, personId), standingOf(after, personId)]
    return was !== is || moved ? [{ shift: (after ?? before)!, personId, was, is }] : []
  })
}
