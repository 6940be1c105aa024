import * as duty from '@muster/core/duty/turns.wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as sampling from '@muster/core/register/sampling/rounds.wire.ts'
import type { Ask } from '../../play/ask.ts'
import { inParallel } from '../../play/parallel.ts'
import { minutesAfter } from '../../world/moment.ts'
import { type Cast, CITY_DESK, HOURS, OPENING, SITES, STARTS, STREET_DESK, TUBE } from './cast.ts'

/** Every fourth desk had no line all day and sends its outbox afterwards, in batches like a phone. */
const isCutOff = (site: number): boolean => site % 4 === 3
const BATCH = 50
const SITE_NUMBERS = Array.from({ length: SITES }, (_, site) => site)
/** So many people of the first site both phones put into one tube without knowing of each other. */
export const BOTH = 4

/** One site has not ticked its list when it should open. */
export const SLOW = 25

/** An hour before: whoever stands there is seen by the desk, and ticks the opening list. */
export async function openSites({ id, desks, phones }: Cast): Promise<void> {
  const city = await desks.desk(CITY_DESK)
  await inParallel(phones, 4, async (phone, nth) => {
    const site = nth % SITES
    const shiftId = id('shift', site)
    await city(duty.checkInFor, { id: id('in', nth), shiftId, personId: id('person', nth) })
    if (nth >= SITES || site === SLOW) return
    for (const item of OPENING) await phone(duty.actOwn, { id: id('tick', site, item), shiftId, what: 'ticked', item })
  })
}

/** @returns the sites whose list is not ticked */
export async function notOpened({ id, desks }: Cast): Promise<number[]> {
  const city = await desks.desk(CITY_DESK)
  const sheets = await inParallel(SITE_NUMBERS, 4, site => city(duty.sheet, { shiftId: id('shift', site) }))
  return SITE_NUMBERS.filter(site => sheets[site]!.opening.some(({ at }) => at === null))
}

type Sent = ReturnType<typeof sampleOf>

function sampleOf({ id, size }: Cast, site: number, nth: number) {
  const tube = `S${site + 1}-${String(Math.floor(nth / TUBE) + 1).padStart(4, '0')}`
  return {
    id: id('sample', site, nth),
    kind: 'register.sampled',
    subjectId: id('post', site),
    occurredAt: minutesAfter(STARTS, (nth * HOURS * 60) / size.each),
    payload: { roundId: id('round'), tube, name: `居民${nth + 1}`, door: `${site + 1}-${nth + 1}` },
  }
}

const samplesOf = (cast: Cast, site: number, from: number, to: number): Sent[] =>
  Array.from({ length: to - from }, (_, nth) => sampleOf(cast, site, from + nth))

async function send(phone: Ask, facts: readonly object[], times?: number[]): Promise<string[]> {
  const began = performance.now()
  const { answers } = await phone(ledger.send, { facts: [...facts] })
  times?.push(performance.now() - began)
  return answers.map(({ verdict, problem }) => problem?.type ?? verdict)
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, nth) => list.slice(nth * size, (nth + 1) * size))

/** Desks with a line send each person as they come. @returns how long each was waited for, in milliseconds, and what was refused */
export async function take(cast: Cast, from: number, to: number) {
  const times: number[] = []
  const refused: string[] = []
  await inParallel(
    SITE_NUMBERS.filter(site => !isCutOff(site)),
    SITES,
    async site => {
      for (const sample of samplesOf(cast, site, from, to))
        refused.push(...(await send(cast.phones[site]!, [sample], times)).filter(verdict => verdict !== 'accepted'))
    },
  )
  return { times: times.toSorted((a, b) => a - b), refused }
}

/** The line is back: whole outboxes, each batch sent twice because the first answer was lost. @returns verdicts of the repeats */
export async function catchUp(cast: Cast): Promise<{ first: string[]; again: string[] }> {
  const [first, again]: [string[], string[]] = [[], []]
  const sites = SITE_NUMBERS.filter(isCutOff)
  await inParallel(sites, 3, async site => {
    for (const batch of chunks(samplesOf(cast, site, 0, cast.size.each), BATCH)) {
      first.push(...(await send(cast.phones[site]!, batch)))
      again.push(...(await send(cast.phones[site]!, batch)))
    }
  })
  return { first, again }
}

/** At the first site a second phone without a line has filled the last tube too; it is heard at the end of the day. */
export async function collide(cast: Cast): Promise<void> {
  const { id, size, phones } = cast
  const [last] = samplesOf(cast, 0, size.each - 1, size.each)
  const room = TUBE - (((size.each - 1) % TUBE) + 1)
  const facts = Array.from({ length: room + BOTH }, (_, nth) => ({
    ...last!,
    id: id('other', nth),
    payload: { ...last!.payload, name: `邻居${nth + 1}`, door: `1-9${nth}` },
  }))
  await send(phones[SITES]!, facts)
}

/** Who found no room is asked to come again, and does: into a tube of their own. @returns how many there were */
export async function sampleAgain(cast: Cast): Promise<number> {
  const { id, phones, desks } = cast
  const street = await desks.desk(STREET_DESK)
  const { rows } = await street(sampling.heldSamples, { roundId: id('round') })
  for (const [nth, { id: sampleId, name, door }] of rows.entries()) {
    await street(sampling.settleSample, { roundId: id('round'), sampleId, id: id('settled', nth), how: 'again' })
    const again = { ...sampleOf(cast, 0, 0), id: id('again', nth), occurredAt: minutesAfter(STARTS, HOURS * 60 + 30) }
    await send(phones[0]!, [{ ...again, payload: { roundId: id('round'), tube: 'S1-EXTRA', name, door } }])
  }
  return rows.length
}

/** Each site closes its tubes into one box and gives it to the car, whose driver counts; at the second site one is missing. */
export async function pack(cast: Cast): Promise<void> {
  const { id, phones, size } = cast
  const roundId = id('round')
  const tubes = Math.ceil(size.each / TUBE)
  await inParallel(SITE_NUMBERS, 6, async site => {
    const fact = (kind: string, nth: string, payload: object) => ({
      id: id(kind, site, nth),
      kind: `register.${kind}`,
      subjectId: id('post', site),
      occurredAt: minutesAfter(STARTS, HOURS * 60 + 20),
      payload: { roundId, ...payload },
    })
    const labels = Array.from({ length: tubes }, (_, nth) => sampleOf(cast, site, nth * TUBE).payload.tube)
    for (const [nth, inside] of chunks(labels, 200).entries()) {
      const box = `BOX-${site + 1}-${nth + 1}`
      const seen = inside.length - Number(site === 1)
      await send(phones[site]!, [
        fact('box-sealed', box, { box, tubes: inside }),
        fact('box-handed', `${box} gave`, { box, leg: 'car', side: 'gave', tubes: inside.length }),
        fact('box-handed', `${box} took`, { box, leg: 'car', side: 'took', tubes: seen }),
      ])
    }
  })
}
