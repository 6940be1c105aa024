import { type Sheet, sheet as sheetOf } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { useMe } from '../../access/session.tsx'
import { api } from '../../platform/api.ts'
import { hearing } from '../../platform/clock.ts'
import { useWords } from '../../platform/language.ts'
import { type Loaded, useKeptLoad } from '../../platform/load.ts'
import { useEvery } from '../../platform/now.ts'
import { type Deeds, payloadOf, useDeeds } from '../deeds.ts'
import { sheetWithKept } from '../kept.ts'
import { ACT_WORDS, type Act, type Said } from '../on-post.ts'
import { BY_NUMBER, CLOSED, NO_SHOW } from '../ways.ts'
import { words as dutyWords } from '../words.ts'
import { words } from './words.ts'

/** Who stands for a person: by id from a list, or by the number on their card. */
export type Whom = { readonly personId: string } | { readonly volunteerNo: string }

/** One shift in the hands of its captain. An `at` says when it was, where that is not now. */
export interface Lead extends Omit<Deeds, 'run' | 'kept'> {
  readonly sheet: Loaded<Sheet>
  readonly here: (whom: Whom, at?: string) => void
  readonly act: (personId: string, what: Act, said?: Said, at?: string) => void
  readonly hurt: (personId: string, payload: { what: string; leaves: boolean }) => void
  readonly noShow: (personId: string) => void
  readonly close: (reason: string) => void
}

/** Time alone changes who is late; the server is asked again this often. */
const AGAIN_MS = 60_000

export function useLead(shiftId: string): Lead {
  const [topics, setTopics] = useState('')
  const account = useMe()?.account.id
  const ask = async () => {
    const found = await api(sheetOf, { shiftId }).then(hearing(({ asOf }) => asOf))
    setTopics(`post/${found.post.id}`)
    return found
  }
  const sheet = useKeptLoad<Sheet>({ account, key: `lead.${shiftId}`, topics }, ask)
  useEvery(AGAIN_MS, sheet.reload)
  const { run, kept, ...deeds } = useDeeds(
    ({ subjectId }) => subjectId === shiftId,
    sheet.at,
    async () => sheet.put(await ask()),
  )
  return {
    ...deeds,
    ...useDoing(shiftId, run, sheet.data),
    sheet: sheet.data ? { ...sheet, data: sheetWithKept(sheet.data, kept) } : sheet,
  }
}

/** What a captain does, each under the words by which the list of what waits calls it. */
function useDoing(shiftId: string, run: Deeds['run'], sheet: Sheet | undefined): Omit<Lead, 'sheet' | keyof Deeds> {
  const say = useWords(words)
  const inWords = useWords(dutyWords)
  const nameOf = (personId: string) => {
    const person = sheet?.people.find(line => line.person.id === personId)?.person
    return person?.name ?? person?.volunteerNo ?? ''
  }
  const of = (personId: string, what: string) => ({
    personId,
    subjectId: shiftId,
    label: `${nameOf(personId)} ${what}`,
  })
  return {
    here: (whom, occurredAt) =>
      'personId' in whom
        ? run({ ...of(whom.personId, say('arrived')), kind: 'duty.checked-in', payload: {}, occurredAt })
        : run({
            kind: BY_NUMBER,
            subjectId: shiftId,
            payload: whom,
            label: say('addByNo', { number: whom.volunteerNo }),
            occurredAt,
          }),
    act: (personId, what, said = {}, occurredAt) =>
      run({
        ...of(personId, said.item ?? inWords(ACT_WORDS[what])),
        kind: `duty.${what}`,
        payload: payloadOf(what, said),
        occurredAt,
      }),
    hurt: (personId, payload) => run({ ...of(personId, say('hurt')), kind: 'duty.hurt', payload }),
    noShow: personId => run({ ...of(personId, say('noShow')), kind: NO_SHOW, payload: {} }),
    close: reason => run({ kind: CLOSED, subjectId: shiftId, payload: { reason }, label: say('closePost') }),
  }
}
