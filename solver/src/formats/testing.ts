/** Made-up instances of the published formats, small enough to count by hand. A test says only what it has otherwise. */

/** Shift scheduling: a fortnight. What is given takes the place of a section's lines. */
export const shiftText = ({
  shifts = ['E,480,', 'N,600,E|L', 'L,450,E'],
  staff,
  daysOff = ['Ann,3,11'],
  cover = ['0,E,1,100,1', '1,N,2,10,1', '8,E,0,100,7'],
}: {
  readonly shifts?: readonly string[]
  readonly staff: readonly string[]
  readonly daysOff?: readonly string[]
  readonly cover?: readonly string[]
}): string => `# invented
SECTION_HORIZON
14

SECTION_SHIFTS
${shifts.join('\n')}

SECTION_STAFF
${staff.join('\n')}

SECTION_DAYS_OFF
${daysOff.join('\n')}

SECTION_SHIFT_ON_REQUESTS
Ann,0,E,4
Bea,1,N,3

SECTION_SHIFT_OFF_REQUESTS
Ann,8,E,2

SECTION_COVER
${cover.join('\n')}
`

/** INRC-II: two skills, and what is given. */
export const nurseScenario = ({
  weeks = 3,
  shifts = ['Early (2,4)', 'Night (1,3)'],
  successions = ['Early 0', 'Night 1 Early'],
  contracts = ['Full (9,12) (2,4) (2,3) 1 1', 'Half (3,5) (1,3) (2,9) 2 0'],
  nurses = ['Ann Full 2 Lead Aide', 'Bea Full 1 Aide', 'Cleo Half 1 Aide'],
} = {}): string => `SCENARIO = tiny

WEEKS = ${weeks}

SKILLS = 2
Lead
Aide

SHIFT_TYPES = ${shifts.length}
${shifts.join('\n')}

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
${successions.join('\n')}

CONTRACTS = ${contracts.length}
${contracts.join('\n')}

NURSES = ${nurses.length}
${nurses.join('\n')}
`

export const nurseHistory = (...nurses: readonly string[]): string => `HISTORY
0 tiny

NURSE_HISTORY
${nurses.join('\n')}
`

/** Two requests, and so many of each: minimum and optimum by day. */
export const nurseWeek = (earlyAides: string, nightLeads: string): string => `WEEK_DATA
tiny

REQUIREMENTS
Early Aide ${earlyAides}
Night Lead ${nightLeads}

SHIFT_OFF_REQUESTS = 2
Ann Any Wed
Bea Early Thu
`
