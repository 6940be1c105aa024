import { asks, form, ON_THE_POST, options, personal, result, said } from './build.ts'

/**
 * A road checkpoint: the plate, how many people, and of three credentials only what came of them (R3). Nothing that would
 * name anybody but the plate, which is erased.
 */
export const roadCheckpoint = form({
  words: said('公路卡点登记', 'Road checkpoint'),
  line: 'screening',
  counts: 'PERSON_TIMES',
  adds: { key: 'people', unit: 'PERSONS' },
  same: { keys: ['plate'], minutes: 10 },
  queue: true,
  keptDays: 14,
  questions: [
    asks(
      'plate',
      '车牌号',
      'Number plate',
      { type: 'text', shape: 'plate', most: 10 },
      {
        required: true,
        personal: personal('出现风险时联系同车人员', 'to reach those in a car if a risk is found'),
      },
    ),
    asks(
      'people',
      '车上人数',
      'People in the car',
      { type: 'number', least: 1, most: 80, unit: said('人', 'people') },
      { required: true },
    ),
    result('health-code', '健康码', 'Health code'),
    result('travel-code', '行程码', 'Travel code'),
    result('test-report', '核酸检测报告', 'Test report'),
    asks(
      'passed',
      '放行',
      'Let through',
      {
        type: 'choice',
        options: options(
          ['passed', '放行', 'Let through'],
          ['turned-back', '劝返', 'Turned back'],
          ['handed-on', '移交处置', 'Handed on'],
        ),
      },
      {
        required: true,
      },
    ),
  ],
})

/** Out of a compound under control: why, in one of few words, and back again. No destination (E5). */
export const gatePass = form({
  words: said('出入登记', 'Gate pass'),
  line: 'community-control',
  counts: 'PERSON_TIMES',
  same: { keys: ['door', 'people'], minutes: 2 },
  returns: true,
  queue: true,
  keptDays: 14,
  questions: [
    asks(
      'door',
      '楼栋和门牌',
      'Building and door',
      { type: 'text', shape: 'door', most: 20 },
      {
        required: true,
        personal: personal('核对谁还没有回来', 'to see who is still out', { viewers: ON_THE_POST }),
      },
    ),
    asks(
      'people',
      '外出人数',
      'People going out',
      { type: 'number', least: 1, most: 20, unit: said('人', 'people') },
      { required: true },
    ),
    asks(
      'reason',
      '外出事由',
      'Reason',
      {
        type: 'choice',
        options: options(
          ['medical', '就医', 'Medical care'],
          ['supplies', '采购', 'Supplies'],
          ['duty', '保供或值守上岗', 'Duty or supply work'],
          ['care', '照料家人', 'Care for family'],
          ['other', '其他', 'Other'],
        ),
      },
      { required: true },
    ),
  ],
})

/** A small venue is visited: its code is up, what was found (S3: 150 places, 530 visits). */
export const venueVisit = form({
  words: said('小场所走访', 'Visit to a small venue'),
  line: 'screening',
  counts: 'VENUE_VISITS',
  same: { keys: ['venue'], minutes: 240 },
  keptDays: 30,
  questions: [
    asks('venue', '场所名称', 'Name of the venue', { type: 'text', most: 60 }, { required: true }),
    asks(
      'kind',
      '类别',
      'Kind',
      {
        type: 'choice',
        options: options(
          ['shop', '小商店', 'Shop'],
          ['restaurant', '小餐饮', 'Restaurant'],
          ['hotel', '小旅馆', 'Hotel'],
          ['bath', '小美容洗浴', 'Beauty or bath'],
          ['entertainment', '小歌舞娱乐', 'Entertainment'],
          ['internet', '小网吧', 'Internet café'],
          ['school', '小学校培训', 'School or training'],
          ['hospital', '小医院诊所', 'Clinic'],
          ['workshop', '小生产加工', 'Workshop'],
        ),
      },
      { required: true },
    ),
    asks('code-up', '场所码已张贴', 'Venue code is up', { type: 'yes-no' }, { required: true }),
    asks(
      'found',
      '发现的问题',
      'What was found',
      { type: 'text', most: 200 },
      { when: { key: 'code-up', is: [false] } },
    ),
    asks('photo', '照片（选填）', 'Photo (optional)', { type: 'photo' }),
  ],
})
