/** Rules of the figures that the server sends without one. */
export const RULES = {
  missing: {
    zh: '应到减去已到。应到＝在册减去免予报到；免予只有在岗值守、驻村、请假三种，均有批准人。',
    en: 'Expected less reported. Expected = the roster less the exempt; only duty, village posting and leave exempt, each with its approver.',
  },
  uncovered: {
    zh: '参加县区的街道和城市社区中，此刻没有任何人报到的。',
    en: 'Streets and urban communities of the areas that take part, with nobody reported at this instant.',
  },
  expected: {
    zh: '在册的人，减去免予报到的人。',
    en: 'People on the roster less the exempt.',
  },
  exempt: {
    zh: '在岗值守、驻村、请假，经批准并在期内的人。',
    en: 'On duty, in a village posting or on leave, approved and within its dates.',
  },
  reported: { zh: '至少在一个社区报到的不同的人。', en: 'Distinct people who reported in at one community at least.' },
} as const
