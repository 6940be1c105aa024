export const zh = {
  notYours: '您的角色不能办理此事',
  pastReadOnly: '您在看过去的数据，回到现在才能办理',
} as const
