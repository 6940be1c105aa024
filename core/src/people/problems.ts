import { problems } from '../platform/problem.ts'

export const people = problems({
  'people/number-taken': {
    status: 409,
    retry: 'review',
    zh: '志愿者编号 {volunteerNo} 已属于另一人。请核对编号。',
    en: 'Volunteer number {volunteerNo} belongs to somebody else. Please check the number.',
  },
  'people/code-taken': {
    status: 409,
    retry: 'review',
    zh: '单位代码 {code} 已被使用。请换一个。',
    en: 'The unit code {code} is in use. Please choose another.',
  },
  'people/id-number': {
    status: 422,
    retry: 'review',
    zh: '“{field}”里像是身份证号。本系统不收身份证号，请删去。',
    en: '“{field}” looks like an ID number. This system does not take ID numbers; please remove it.',
  },
  'people/unit-loop': {
    status: 409,
    retry: 'review',
    zh: '单位不能隶属于自己或自己的下级。',
    en: 'A unit cannot stand below itself.',
  },
  'people/import-not-ready': {
    status: 409,
    retry: 'review',
    zh: '这次导入有 {errors} 处错误，不能保存。请下载标注后的文件，改正后重新上传。',
    en: 'This import has {errors} errors and cannot be saved. Download the marked file, correct it and upload it again.',
  },
  'people/import-done': {
    status: 409,
    retry: 'review',
    zh: '这次导入已经保存或撤销过，不能再次操作。请在导入记录中查看，或重新上传。',
    en: 'This import was applied or undone before and cannot be used again. See the list of imports, or upload the file again.',
  },
  'people/import-stale': {
    status: 409,
    retry: 'review',
    zh: '预览之后，名册中有 {count} 人的情况变了，没有保存任何一行。请重新上传，看过新的预览再确认。',
    en: 'Since the preview {count} people of the roster changed, so nothing was saved. Upload the file again and confirm the new preview.',
  },
  'people/import-overtaken': {
    status: 409,
    retry: 'review',
    zh: '导入之后有 {count} 人的资料又被改过，不能整体撤销。请逐人处理。',
    en: '{count} people were changed after this import, so it cannot be undone as a whole. Please handle them one by one.',
  },
  'people/exempt-self': {
    status: 409,
    retry: 'review',
    zh: '不能为自己批准免予报到。请由本单位另一位联络员批准。',
    en: 'Nobody exempts themselves. Ask another secretary of your unit to approve it.',
  },
  'people/exempt-already': {
    status: 409,
    retry: 'review',
    zh: '此人在这段时间已有免予报到的记录。',
    en: 'This person is exempt for that time already.',
  },
})
