export const zh = {
  search: '查找地点、人员、单位',
  searchHint: '输入名称、代码或拼音首字母，如“pt”找潘塘',
  searchKey: '按 / 或 Ctrl-K',
  places: '地点',
  people: '人员',
  units: '单位',
  nothing: '没有找到“{{what}}”。换个名称、代码或拼音首字母再试。',
  open: '打开',
  pickUnits: '选择单位（含下级）',
  pickPlaces: '选择地点（含下级）',
  partial: '一部分没有查到：{{why}}',
} as const
