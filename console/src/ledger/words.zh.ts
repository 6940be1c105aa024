export const zh = {
  facts: '记录',
  none: '还没有记录',
  noneDo: '报到、报名、点名之后，都会记在这里，只增不改。',
  what: '事项',
  occurred: '发生时间',
  recorded: '入账时间',
  place: '地点',
  said: '内容',
  state: '状态',
  stands: '有效',
  superseded: '已被后来的记录更正',
  seq: '序号',
} as const
