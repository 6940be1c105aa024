/** How a call's numbers are counted; the server counts, the reader should know how. */
export const RULES = {
  short: {
    zh: '名额减去已确认和为候补保留的。召集在进行时才算缺。',
    en: 'The quota less the confirmed and the places held for the reserve; only while the call runs.',
  },
  confirmed: {
    zh: '占有一个名额的不同的人；退出、放弃和告知不必前往的不算。',
    en: 'Distinct people with a place; who withdrew, declined or was stood down does not count.',
  },
  held: {
    zh: '名额已为其保留、还没有答复的候补。',
    en: 'Reserve people for whom a place is held and who have not answered yet.',
  },
  reserve: { zh: '排有次序、还没有名额的人。', en: 'People with a rank and no place yet.' },
  signedUp: {
    zh: '报过名的不同的人，重复报名只算一次，退出的也在内。',
    en: 'Distinct people who signed up, once each, those who withdrew included.',
  },
  withdrawn: { zh: '报名后自己退出的人。', en: 'People who withdrew after signing up.' },
  stoodDown: { zh: '被告知不必前往的人。', en: 'People who were told they need not come.' },
  presentAtMuster: {
    zh: '集合点名标为到场的人，以最后一次标记为准。',
    en: 'Marked present at the muster; the last mark counts.',
  },
  presentAtDeparture: { zh: '出发点名标为到场的人。', en: 'Marked present at the departure.' },
  cumulativeAll: {
    zh: '本批和以前各批去过的不同的人，去过两批的只算一次。',
    en: 'Distinct people of this wave and all before it; twice in is counted once.',
  },
} as const
