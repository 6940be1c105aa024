import { COVER_STATES, type Cover, covers } from '@muster/core/roster/cover.wire.ts'
import Segmented from 'antd/es/segmented'
import { useState } from 'react'
import '../../people/People.css'
import { TeamPicker } from '../../people/TeamPicker.tsx'
import { UnitPicker } from '../../people/UnitPicker.tsx'
import { usePages } from '../../platform/pages.ts'
import { Act } from '../../shared/Act.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Note } from '../../shared/Note.tsx'
import { Page } from '../../shared/Page.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Rows } from '../../shared/Rows.tsx'
import { SearchInput } from '../../shared/SearchInput.tsx'
import { useRested } from '../../shared/useRested.ts'
import { CoverList } from './CoverList.tsx'
import { CoverTable } from './CoverTable.tsx'
import { ProtectTabs } from './ProtectTabs.tsx'
import { SetCover } from './SetCover.tsx'
import { SetTeamCover } from './SetTeamCover.tsx'
import { useProtectWords } from './words.ts'

type State = (typeof COVER_STATES)[number]
interface Filter {
  readonly state: State | 'all'
  readonly search: string
  readonly unit: readonly Choice[]
  readonly team: readonly Choice[]
}
type Doing = { readonly what: 'list' | 'team' } | { readonly what: 'people'; readonly people: readonly Cover[] }

/** Who is insured and until when, those without it first; recorded for one, for a team, or by a list. */
export function CoverPage() {
  const say = useProtectWords()
  const [filter, setFilter] = useState<Filter>({ state: 'all', search: '', unit: [], team: [] })
  const [doing, setDoing] = useState<Doing>()
  const asked = useRested(inputOf(filter))
  const pages = usePages(covers, { ...asked, limit: 500 })
  const close = () => setDoing(undefined)
  return (
    <Page title={say('cover')} actions={<Actions onDo={what => setDoing({ what })} />}>
      <ProtectTabs />
      <Note state="watch">{say('coverWhy')}</Note>
      <p className="soft small">{say('coverWho')}</p>
      <Filters filter={filter} onChange={setFilter} />
      <Rows pages={pages}>
        {rows => (
          <CoverTable
            rows={rows}
            total={pages.total}
            more={pages.more}
            empty={<Nobody narrow={Object.keys(asked).length > 0} />}
            onSet={people => setDoing({ what: 'people', people })}
          />
        )}
      </Rows>
      {doing?.what === 'list' && <CoverList onClose={close} />}
      {doing?.what === 'team' && <SetTeamCover onClose={close} />}
      {doing?.what === 'people' && <SetCover people={doing.people} onClose={close} />}
    </Page>
  )
}

const inputOf = ({ state, search, unit, team }: Filter) => ({
  ...(state === 'all' ? {} : { state }),
  ...(search.trim() ? { search: search.trim() } : {}),
  ...(unit[0] ? { unitId: unit[0].key } : {}),
  ...(team[0] ? { teamId: team[0].key } : {}),
})

function Actions({ onDo }: { onDo: (what: 'list' | 'team') => void }) {
  const say = useProtectWords()
  return (
    <>
      <Act verb="roster.cover" onClick={() => onDo('team')}>
        {say('setTeam')}
      </Act>
      <Act verb="roster.cover" type="primary" onClick={() => onDo('list')}>
        {say('byList')}
      </Act>
    </>
  )
}

function Nobody({ narrow }: { narrow: boolean }) {
  const say = useProtectWords()
  return narrow ? (
    <Empty title={say('noMatch')}>{say('noMatchDo')}</Empty>
  ) : (
    <Empty title={say('none')}>{say('noneDo')}</Empty>
  )
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const say = useProtectWords()
  return (
    <search className="filters">
      <Segmented<Filter['state']>
        value={filter.state}
        options={[
          { value: 'all', label: say('all') },
          ...COVER_STATES.map(state => ({ value: state, label: say(`state.${state}`) })),
        ]}
        onChange={state => onChange({ ...filter, state })}
      />
      <SearchInput label={say('find')} value={filter.search} onChange={search => onChange({ ...filter, search })} />
      <div className="filter-pick">
        <UnitPicker
          label={say('unit')}
          value={filter.unit}
          onChange={unit => onChange({ ...filter, unit: unit.slice(-1) })}
        />
      </div>
      <div className="filter-pick">
        <TeamPicker
          label={say('team')}
          value={filter.team}
          onChange={team => onChange({ ...filter, team: team.slice(-1) })}
        />
      </div>
    </search>
  )
}
