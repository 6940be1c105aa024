export const words = {
  title: { zh: '管控措施', en: 'Measures in force' },
  none: { zh: '这里现在没有管控措施。', en: 'No measures are in force here now.' },
  lapsed: {
    zh: '这项措施已过复核日期，没有延续，现在失效。',
    en: 'This measure was not reviewed in time and holds no longer.',
  },
  places: { zh: '范围', en: 'Where' },
  everywhere: { zh: '整个地方', en: 'The whole place' },
  since: { zh: '从', en: 'Since' },
  reviewOn: { zh: '复核日期', en: 'Reviewed by' },
  endsOn: { zh: '结束日期', en: 'Ends on' },
  basis: { zh: '法律依据', en: 'Legal basis' },
  issuer: { zh: '发布机关', en: 'Issued by' },
  contact: { zh: '咨询', en: 'Ask' },
} as const
