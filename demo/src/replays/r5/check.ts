import type { Alarm } from '@muster/core/duty/boards.wire.ts'
import * as duty from '@muster/core/duty/turns.wire.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import { type Cast, STREET_DESK } from './cast.ts'
import { type consent, NEEDED, type raise, type reliefs } from './scenes.ts'

type Candidates = Awaited<ReturnType<typeof raise>>
type Consent = Awaited<ReturnType<typeof consent>>

/** Five hours and ten minutes. */
const HERS = 310

/** The list shows her with her hours today, after those who are near and rested, and with why. */
export function checkCandidates({ stage, her, successor }: Cast, rows: Candidates): void {
  const { compare } = stage.findings
  const own = rows.find(({ person }) => person.id === her)
  compare(['人选里有她，今天的分钟数', 'she is on the list; minutes today'], HERS, own?.minutesToday)
  compare(
    ['理由', 'with reasons'],
    true,
    own?.reasons.some(({ zh }) => zh === '刚从同社区的岗位下来'),
  )
  const near = rows
    .slice(0, NEEDED - 1)
    .map(({ reasons }) => ['住同社区', '24 小时内没有上岗'].every(why => reasons.some(({ zh }) => zh === why)))
  compare(['最前面的在同社区、没有上过岗', 'the first are near and rested'], [true, true, true], near)
  compare(
    ['正在岗的人不在人选里', 'who is on duty is not on it'],
    [],
    rows.filter(({ person }) => person.id === successor),
  )
}

/** Asked with her hours before her eyes; first consent; confirmed within two minutes. */
export async function checkConsent(cast: Cast, { ask, outcomes }: Consent, seconds: number): Promise<void> {
  const { stage, desks, id } = cast
  const { compare, within } = stage.findings
  compare(['答应前看到今天的时长', 'her hours are shown before she answers'], '今天已服务 5 小时 10 分', ask?.today.zh)
  compare(['四人答应', 'four said yes'], ['taken', 'taken', 'taken', 'taken'], outcomes)
  within(['从发布到确认', 'from raising to confirmed'], 120, seconds)
  const street = await desks.desk(STREET_DESK)
  const { rows } = await street(assign.assignments, { shiftId: id('school-shift') })
  compare(
    ['都是自愿补位', 'all by their own word'],
    Array.from({ length: NEEDED }, () => 'VOLUNTARY refill'),
    rows.map(({ basis, source }) => `${basis} ${source}`),
  )
  const all = (await street(asks.shortages, { open: false })).rows
  compare(['急缺已补齐', 'the shortage is filled'], 'filled', all.find(one => one.id === id('shortage'))?.state)
}

/** At the limit somebody must look: an alarm about her, and relief is asked for. */
export function checkLimit({ stage }: Cast, alarm: Alarm | null, asked: Awaited<ReturnType<typeof reliefs>>): void {
  const { compare } = stage.findings
  compare(['到上限告警', 'an alarm at the limit'], 'hours-stop', alarm?.kind)
  compare(['发出换班请求', 'relief is offered'], true, asked.length > 0)
}

/** What her record says: two stretches, and no way between them. */
export async function checkRecord({ stage, phones, her }: Cast): Promise<void> {
  const { compare } = stage.findings
  const { segments, minutes } = await phones.get(her)!(duty.myRecord, {})
  const hours = segments.map(({ turn }) => [turn.in, turn.out].map(at => at && local(at)).join('–'))
  compare(['服务记录两段', 'two stretches on her record'], ['08:00–13:10', '13:45–22:40'], [...hours].sort())
  compare(['合计分钟，不含路途', 'minutes, travel left out'], HERS + 535, minutes)
}

const local = (at: string): string => new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
