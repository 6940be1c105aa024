import { asks, form, ON_THE_POST, options, personal, said } from './build.ts'

/** Notices put up: how many sheets, where (S3: 1,600 of them). */
export const noticePosted = form({
  words: said('张贴告知书', 'Notices posted'),
  line: 'publicity',
  counts: 'SITES',
  adds: { key: 'sheets', unit: 'SHEETS' },
  keptDays: 30,
  questions: [
    asks('where', '张贴位置', 'Where', { type: 'text', most: 60 }, { required: true }),
    asks(
      'sheets',
      '张数',
      'Sheets',
      { type: 'number', least: 1, most: 500, unit: said('张', 'sheets') },
      { required: true },
    ),
    asks('photo', '照片（选填）', 'Photo (optional)', { type: 'photo' }),
  ],
})

/** A question that residents ask, answered on the spot or passed on; who asked is not written down. */
export const questionAsked = form({
  words: said('群众咨询', 'Question from a resident'),
  line: 'publicity',
  counts: 'PERSON_TIMES',
  keptDays: 30,
  questions: [
    asks(
      'about',
      '咨询内容',
      'About',
      {
        type: 'choice',
        options: options(
          ['measures', '管控政策', 'Measures'],
          ['testing', '检测安排', 'Testing'],
          ['supplies', '生活物资', 'Supplies'],
          ['medical', '就医用药', 'Medical care'],
          ['travel', '出行', 'Travel'],
          ['other', '其他', 'Other'],
        ),
      },
      { required: true },
    ),
    asks('answered', '已当场答复', 'Answered on the spot', { type: 'yes-no' }, { required: true }),
    asks(
      'passed-to',
      '转给谁',
      'Passed on to',
      { type: 'text', most: 60 },
      { when: { key: 'answered', is: [false] }, required: true },
    ),
  ],
})

/** Arriving at a shelter, household by household: how many, and what they need. */
export const shelterArrival = form({
  words: said('安置点入住登记', 'Arrival at a shelter'),
  line: 'transfer',
  counts: 'PERSON_TIMES',
  adds: { key: 'people', unit: 'PERSONS' },
  same: { keys: ['household'], minutes: 60 },
  returns: true,
  queue: true,
  keptDays: 30,
  questions: [
    asks(
      'household',
      '户主姓名或门牌',
      'Household',
      { type: 'text', most: 40 },
      {
        required: true,
        personal: personal('让家人找得到人', 'so that families find each other', { viewers: ON_THE_POST }),
      },
    ),
    asks(
      'people',
      '人数',
      'People',
      { type: 'number', least: 1, most: 30, unit: said('人', 'people') },
      { required: true },
    ),
    asks(
      'needs',
      '需要照顾',
      'Needs',
      {
        type: 'choices',
        options: options(
          ['infant', '婴幼儿', 'Infant'],
          ['walking', '行动不便', 'Hardly walks'],
          ['medicine', '需长期用药', 'Needs medicine'],
          ['oxygen', '需要氧气或电源', 'Needs oxygen or power'],
        ),
      },
      { personal: personal('安排床位和照护', 'to give beds and care', { sensitive: true }) },
    ),
    asks(
      'phone',
      '联系电话',
      'Phone',
      { type: 'text', shape: 'phone', most: 20 },
      { personal: personal('返家时通知', 'to tell them when they can go home') },
    ),
  ],
})

/** A dyke, a slope, a drain or a line is looked at on a round. */
export const roundCheck = form({
  words: said('巡查记录', 'Round of inspection'),
  line: 'screening',
  counts: 'SITES',
  keptDays: 30,
  questions: [
    asks('where', '巡查点', 'Point', { type: 'text', most: 60 }, { required: true }),
    asks(
      'state',
      '情况',
      'State',
      {
        type: 'choice',
        options: options(
          ['fine', '正常', 'Fine'],
          ['watch', '需要留意', 'To be watched'],
          ['danger', '险情，已上报', 'Danger, reported'],
        ),
      },
      { required: true },
    ),
    asks(
      'what',
      '发现了什么',
      'What was seen',
      { type: 'text', most: 200 },
      { when: { key: 'state', is: ['watch', 'danger'] }, required: true },
    ),
    asks('photo', '照片（选填）', 'Photo (optional)', { type: 'photo' }),
  ],
})
