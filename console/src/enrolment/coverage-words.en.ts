export const en = {
  title: 'Areas of coverage',
  hint: '“How many streets and communities are covered” is counted over these counties and zones. Without a choice, over those in which somebody has reported.',
  byReports: 'Now: none chosen; the areas in which somebody has reported.',
  chosen: 'Now: {{count}} chosen.',
  areas: 'Counties and zones',
  save: 'Save the areas',
  giveBack: 'Choose none',
  saved: '{{count}} chosen.',
  back: 'Counted over the areas in which somebody has reported.',
} as const
