export const zh = {
  pick: '输入地名、代码或拼音首字母',
} as const
