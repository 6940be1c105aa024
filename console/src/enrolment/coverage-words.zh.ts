export const zh = {
  title: '覆盖率的统计范围',
  hint: '“覆盖了多少街道、社区”以这些区县和功能区为底数。不选，就以已有人报到的为准。',
  byReports: '现在：没有选定，以已有人报到的区县为准。',
  chosen: '现在：选定了 {{count}} 个。',
  areas: '区县与功能区',
  save: '保存范围',
  giveBack: '不再选定',
  saved: '已选定 {{count}} 个。',
  back: '已改为以有人报到的为准。',
} as const
