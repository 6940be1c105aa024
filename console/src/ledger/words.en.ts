export const en = {
  facts: 'Record',
  none: 'Nothing recorded yet',
  noneDo: 'Reports, sign-ups and roll-calls are written here; lines are added, never changed.',
  what: 'What',
  occurred: 'Happened',
  recorded: 'Recorded',
  place: 'Place',
  said: 'Said',
  state: 'State',
  stands: 'stands',
  superseded: 'corrected by a later line',
  seq: 'No.',
} as const
