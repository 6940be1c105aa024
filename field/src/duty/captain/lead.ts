import { actFor, checkInFor, close, noShow, type Sheet, sheet as sheetOf } from '@muster/core/duty/turns.wire.ts'
import { useState } from 'preact/hooks'
import { api } from '../../platform/api.ts'
import { hearing } from '../../platform/clock.ts'
import { type Loaded, useLoad } from '../../platform/load.ts'
import { useEvery } from '../../platform/now.ts'
import { type Deeds, useDeeds } from '../deeds.ts'
import type { Act, Said } from '../on-post.ts'

/** Who stands for a person: by id from a list, or by the number on their card. */
export type Whom = { readonly personId: string } | { readonly volunteerNo: string }

/** One shift in the hands of its captain. An `at` says when it was, where that is not now. */
export interface Lead extends Omit<Deeds<Sheet>, 'run'> {
  readonly sheet: Loaded<Sheet>
  readonly here: (whom: Whom, at?: string) => void
  readonly act: (personId: string, what: Act, said?: Said, at?: string) => void
  readonly noShow: (personId: string) => void
  readonly close: (reason: string) => void
}

/** Time alone changes who is late; the server is asked again this often. */
const AGAIN_MS = 60_000

export function useLead(shiftId: string): Lead {
  const [topics, setTopics] = useState('')
  const sheet = useLoad<Sheet>(`lead.${shiftId}`, topics, async () => {
    const found = await api(sheetOf, { shiftId }).then(hearing(({ asOf }) => asOf))
    setTopics(`post/${found.post.id}`)
    return found
  })
  useEvery(AGAIN_MS, sheet.reload)
  const { run, ...deeds } = useDeeds<Sheet>(shiftId, sheet.put, sheet.reload)
  return {
    ...deeds,
    sheet,
    here: (whom, at) =>
      run(`here.${Object.values(whom).join('')}`, when => api(checkInFor, { shiftId, ...when, ...whom, ...timed(at) })),
    act: (personId, what, said = {}, at) =>
      run(`${what}.${personId}.${said.item ?? ''}`, when =>
        api(actFor, { shiftId, ...when, personId, what, ...said, ...timed(at) }),
      ),
    noShow: personId => run(`no-show.${personId}`, ({ id }) => api(noShow, { shiftId, id, personId })),
    close: reason => run('close', when => api(close, { shiftId, ...when, reason })),
  }
}

const timed = (at: string | undefined) => (at ? { occurredAt: at } : {})
