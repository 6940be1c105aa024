export const zh = {
  chain: '粘贴接龙',
  chainCounts:
    '对上 {{person}} 人，同名待选 {{several}} 行，不在名册 {{stranger}} 行，重复 {{repeat}} 行，其他 {{other}} 行',
  line: '行',
  shown: '原文',
  verdict: '判定',
  who: '对应人员',
  skip: '跳过这一行',
  note: '备注',
  'verdict.person': '对上',
  'verdict.several': '同名，请选',
  'verdict.stranger': '不在名册',
  'verdict.repeat': '重复',
  'verdict.heading': '标题',
  'verdict.example': '示例',
  'verdict.empty': '空行',
  'verdict.unreadable': '读不懂',
} as const
