export const en = {
  pick: 'Name, code or pinyin initials',
} as const
