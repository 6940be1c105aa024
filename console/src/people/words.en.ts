export const en = {
  search: 'Search places, people, units',
  searchHint: 'Name, code or pinyin initials: “pt” finds 潘塘',
  searchKey: 'press / or Ctrl-K',
  places: 'Places',
  people: 'People',
  units: 'Units',
  nothing: 'Nothing found for “{{what}}”. Try another name, a code or pinyin initials.',
  open: 'Open',
  pickUnits: 'Choose units (sub-units included)',
  pickPlaces: 'Choose places (all below included)',
  partial: 'Part of it could not be searched: {{why}}',
} as const
