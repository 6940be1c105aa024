import { history, kinds } from '@muster/core/ledger/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useAsk } from '../platform/api.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Empty } from '../shared/Empty.tsx'
import { PlaceName } from '../territory/PlaceName.tsx'
import { payloadOf } from './payload.ts'
import { useLedgerWords } from './words.ts'

type Held = OutputOf<typeof history>['rows'][number]

/** What happened with a person, newest first; what was corrected stays, and says that it was. */
export function PersonFacts({ personId }: { personId: string }) {
  const say = useLedgerWords()
  const asked = useAsk(history, { personId })
  const columns = useColumns()
  return (
    <Answer asked={asked}>
      {({ rows }) => (
        <DataTable
          caption={say('facts')}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          empty={<Empty title={say('none')}>{say('noneDo')}</Empty>}
        />
      )}
    </Answer>
  )
}

function useColumns(): Column<Held>[] {
  const say = useLedgerWords()
  const said = useSaid()
  const language = useLanguage()
  const times = useTimes()
  const known = useAsk(kinds, {}).data?.rows ?? []
  const kindWord = (name: string) => {
    const kind = known.find(one => one.name === name)
    return kind ? said(kind.words) : name
  }
  return [
    { key: 'kind', title: say('what'), cell: row => kindWord(row.kind) },
    { key: 'at', title: say('occurred'), cell: row => <span className="digits">{times.moment(row.occurredAt)}</span> },
    { key: 'place', title: say('place'), cell: row => (row.territory ? <PlaceName code={row.territory} /> : '–') },
    {
      key: 'said',
      title: say('said'),
      cell: row => (
        <span className="soft">
          {payloadOf(row.payload)
            .map(said)
            .join(language === 'zh' ? '；' : '; ')}
        </span>
      ),
      wideOnly: true,
    },
    {
      key: 'state',
      title: say('state'),
      cell: row => (
        <span className={row.supersededBy ? 'soft' : ''}>{say(row.supersededBy ? 'superseded' : 'stands')}</span>
      ),
    },
    { key: 'recorded', title: say('recorded'), cell: row => times.moment(row.recordedAt), wideOnly: true },
    { key: 'seq', title: say('seq'), number: true, cell: row => row.seq, wideOnly: true },
  ]
}
