import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { unanswered } from '@muster/core/roster/answering.wire.ts'
import { useState } from 'react'
import { usePages } from '../../platform/pages.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Note } from '../../shared/Note.tsx'
import { Rows } from '../../shared/Rows.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { NamePerson } from './NamePerson.tsx'
import { useControlWords } from './words.ts'

type Lack = OutputOf<typeof unanswered>['rows'][number]

/** What nobody answers for, the gravest first, each with its act beside it. */
export function Unanswered() {
  const say = useControlWords()
  const times = useTimes()
  const pages = usePages(unanswered, { limit: 50 })
  const [naming, setNaming] = useState<Lack>()
  return (
    <Rows pages={pages}>
      {rows => (
        <>
          <DataTable
            caption={say('missing')}
            rows={rows}
            keyOf={({ what }) => `${what.kind} ${what.id}`}
            tone={({ what }) => (what.kind === 'site' ? 'gap' : undefined)}
            long={{ total: pages.total, more: pages.more }}
            empty={<Note state="good">{say('missingNone')}</Note>}
            columns={[
              { key: 'what', title: say('what'), cell: ({ what }) => what.name },
              { key: 'kind', title: say('sort'), cell: ({ what }) => say(`what.${what.kind}`) },
              {
                key: 'lacks',
                title: say('lacks'),
                cell: ({ what, lacks }) => (
                  <StateMark state={what.kind === 'site' ? 'gap' : 'watch'}>{say(`kind.${lacks}`)}</StateMark>
                ),
              },
              { key: 'place', title: say('place'), cell: ({ what }) => what.territory.name },
              { key: 'since', title: say('since'), cell: ({ since }) => (since ? times.brief(since) : '–') },
              {
                key: 'act',
                title: '',
                cell: row => (
                  <Act verb="roster.control" size="small" onClick={() => setNaming(row)}>
                    {say('nameOwner')}
                  </Act>
                ),
              },
            ]}
          />
          {naming && (
            <NamePerson
              what={naming.what.kind}
              whatId={naming.what.id}
              {...(naming.lacks === 'owner' ? { site: naming.what.name } : {})}
              onClose={() => setNaming(undefined)}
            />
          )}
        </>
      )}
    </Rows>
  )
}
