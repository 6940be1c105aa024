export const words = {
  search: { zh: '查找社区或村', en: 'Find a community or village' },
  hint: {
    zh: '名称、拼音或拼音首字母都可以，例如 ptsq。',
    en: 'By name, pinyin or pinyin initials, for example ptsq.',
  },
  none: {
    zh: '没有找到“{search}”。请换一种写法，或只写前两个字。',
    en: 'Nothing was found for “{search}”. Try another spelling, or fewer letters.',
  },
} as const
