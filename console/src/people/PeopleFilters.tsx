import { SKILLS } from '@muster/core/people/wire.ts'
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import Button from 'antd/es/button'
import { useSaid } from '../platform/language.ts'
import { Choose } from '../shared/Choose.tsx'
import { SearchInput } from '../shared/SearchInput.tsx'
import { PlacePicker } from '../territory/PlacePicker.tsx'
import { useRosterWords } from './roster-words.ts'
import { UnitPicker } from './UnitPicker.tsx'
import { useNamedPlace, useNamedUnit } from './useNamed.ts'
import { isNarrow, type PeopleFilter } from './usePeopleFilter.ts'

interface Props {
  readonly filter: PeopleFilter
  readonly onChange: (filter: PeopleFilter) => void
}

export function PeopleFilters({ filter, onChange }: Props) {
  const say = useRosterWords()
  const said = useSaid()
  const unit = useNamedUnit(filter.unitId)
  const place = useNamedPlace(filter.territory)
  return (
    <search className="filters">
      <SearchInput
        label={say('findPerson')}
        value={filter.search ?? ''}
        onChange={typed => onChange({ ...filter, search: typed || undefined })}
      />
      <div className="filter-pick">
        <UnitPicker label={say('unit')} value={unit} onChange={([one]) => onChange({ ...filter, unitId: one?.key })} />
      </div>
      <div className="filter-pick">
        <PlacePicker
          label={say('territory')}
          value={place}
          onChange={([one]) => onChange({ ...filter, territory: one?.key })}
        />
      </div>
      <Choose
        aria-label={say('skill')}
        value={filter.skill ?? ''}
        options={[
          { key: '', name: say('anySkill') },
          ...SKILLS.map(skill => ({ key: skill, name: said(SKILL_WORDS[skill]) })),
        ]}
        onChange={skill => onChange({ ...filter, skill: (skill || undefined) as PeopleFilter['skill'] })}
      />
      {isNarrow(filter) && (
        <Button type="text" onClick={() => onChange({})}>
          {say('clear')}
        </Button>
      )}
    </search>
  )
}
