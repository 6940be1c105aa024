import { ask } from '../ground/sql.ts'

/** What somebody was told, and between which moments it was decided. */
export interface Answered {
  readonly person: string
  readonly state: string
  readonly place: number | null
  readonly rank: number | null
  readonly asked: number
  readonly answered: number
}

/** A seat as it is kept; `arrival` is the number of its sign-up in the ledger. */
interface Kept {
  readonly person: string
  readonly state: string
  readonly place: number | null
  readonly rank: number | null
  readonly arrival: number
}

/** Places given beyond the quota, or twice. */
export async function overbooked(url: string, callId: string, quota: number): Promise<number> {
  const seats = await seatsOf(url, callId)
  const places = seats.flatMap(({ place }) => place ?? [])
  return Math.max(0, places.length - quota) + (places.length - new Set(places).size)
}

/** People who stand before somebody who came earlier: on a place, on the reserve, or by the clock of the clients. */
export async function outOfOrder(url: string, callId: string, answers: readonly Answered[]): Promise<number> {
  const seats = await seatsOf(url, callId)
  const arrivals = new Map(seats.map(({ person, arrival }) => [person, arrival]))
  // Among those with a place the number of the place says nothing: nobody is before another.
  const placed = seats.filter(({ place }) => place !== null).sort((a, b) => a.arrival - b.arrival)
  const reserve = seats.filter(({ place }) => place === null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const byClock = answers.map(one => ({ ...one, arrival: arrivals.get(one.person) ?? 0 }))
  return inversions([...placed, ...reserve].map(({ arrival }) => arrival)) + overtaken(byClock)
}

/** How many stand behind somebody who came later. */
export function inversions(arrivals: readonly number[]): number {
  let latest = -Infinity
  return arrivals.filter(arrival => {
    const behind = arrival < latest
    latest = Math.max(latest, arrival)
    return behind
  }).length
}

/** How many were asked after another had been answered, and yet arrived before. */
export function overtaken(all: readonly { asked: number; answered: number; arrival: number }[]): number {
  const byAnswer = all.toSorted((a, b) => a.answered - b.answered)
  let [next, latest] = [0, -Infinity]
  return all
    .toSorted((a, b) => a.asked - b.asked)
    .filter(({ asked, arrival }) => {
      for (; byAnswer[next] && byAnswer[next]!.answered < asked; next++)
        latest = Math.max(latest, byAnswer[next]!.arrival)
      return arrival < latest
    }).length
}

/** Answers that say another thing than the seat, and seats whose number of arrival is not that of the sign-up. */
export async function unlikeSeats(url: string, callId: string, answers: readonly Answered[]): Promise<number> {
  const kept = new Map((await seatsOf(url, callId)).map(seat => [seat.person, seat]))
  const unlike = answers.filter(({ person, state, place, rank }) => {
    const seat = kept.get(person)
    return seat?.state !== state || seat.place !== place || seat.rank !== rank
  })
  const [row] = await ask<{ many: string }>(
    url,
    `select count(*) as many from seat s
      where call_id = $1 and not exists (select from fact f where f.tenant = s.tenant and f.subject_id = s.call_id
        and f.person_id = s.person_id and f.kind = 'callout.signed-up' and f.seq = s.arrival)`,
    [callId],
  )
  return unlike.length + Number(row!.many) + Math.abs(kept.size - answers.length)
}

async function seatsOf(url: string, callId: string): Promise<Kept[]> {
  const rows = await ask<Omit<Kept, 'arrival'> & { arrival: string }>(
    url,
    'select person_id as person, state, place, rank, arrival from seat where call_id = $1',
    [callId],
  )
  return rows.map(row => ({ ...row, arrival: Number(row.arrival) }))
}
