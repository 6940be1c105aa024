import { problems } from '../platform/problem.ts'

export const register = problems({
  'register/bad-form': {
    status: 422,
    retry: 'review',
    zh: '这张表有 {count} 处不对：{whereZh} 请改好再保存。',
    en: 'The form has {count} faults: {whereEn} Please mend them and save again.',
  },
  'register/bad-answers': {
    status: 422,
    retry: 'review',
    zh: '有 {count} 项没填对：{whereZh} 请改好再记。',
    en: '{count} answers are not right: {whereEn} Please mend them and save again.',
  },
  'register/closed': {
    status: 409,
    retry: 'review',
    zh: '“{name}”已于 {closedAt} 停用，超过可补录的时间。请告诉社区值班。',
    en: '“{name}” was closed at {closedAt}, and the time for late entries is over. Please tell the community desk.',
  },
  'register/unknown-form': {
    status: 422,
    retry: 'review',
    zh: '没有这个版本的登记表。请联网刷新后再填。',
    en: 'There is no such version of the form. Please go online, refresh, and fill it in again.',
  },
  'register/not-here': {
    status: 409,
    retry: 'review',
    zh: '这个岗位不用“{name}”登记。请选本岗位的登记表。',
    en: '“{name}” is not kept at this post. Please choose one of the post’s forms.',
  },
  'register/line-used': {
    status: 409,
    retry: 'review',
    zh: '纸质表 {sheet} 第 {line} 行已经录入过，没有重复计数。要改请更正原来那一条。',
    en: 'Line {line} of paper sheet {sheet} was entered already and is not counted twice. To change it, correct that entry.',
  },
  'register/no-such-line': {
    status: 422,
    retry: 'review',
    zh: '没有纸质表 {sheet} 第 {line} 行。请核对表头编号和行号。',
    en: 'There is no line {line} on a paper sheet {sheet}. Please check the number at its head.',
  },
  'register/not-yours': {
    status: 409,
    retry: 'review',
    zh: '只能更正自己一天内登记的内容。其他请交给社区值班更正。',
    en: 'You can correct your own entries of the last day only. Others are corrected by the community desk.',
  },
  'register/not-out': {
    status: 409,
    retry: 'review',
    zh: '这一条已经登记返回，或不需要登记返回。',
    en: 'This one is noted as back already, or nobody went out with it.',
  },
  'register/not-held': {
    status: 409,
    retry: 'review',
    zh: '这一条没有暂存，不需要核定。',
    en: 'This entry is not held: there is nothing to settle.',
  },
  'register/no-survey': {
    status: 422,
    retry: 'review',
    zh: '文件里没有名为 survey 的工作表。请用 XLSForm 模板。',
    en: 'The file has no sheet named “survey”. Please use an XLSForm.',
  },
  'register/name-taken': {
    status: 409,
    retry: 'review',
    zh: '本事件已有“{key}”这个登记。请换一个编号。',
    en: 'The incident has a register “{key}” already. Please choose another key.',
  },
  'register/no-photo': {
    status: 422,
    retry: 'review',
    zh: '这个文件不是 JPEG 照片，或者超过 1280 像素、200 KB。请在登记页里重新拍照。',
    en: 'This is no JPEG, or it is larger than 1,280 pixels or 200 KB. Please take the photo anew on the page of the form.',
  },
  'register/photo-unknown': {
    status: 409,
    retry: 'review',
    zh: '这条登记里没有这张照片。请更正登记，重新拍照。',
    en: 'The entry names no such photo. Please correct the entry and take the photo anew.',
  },
  'register/photo-missing': {
    status: 409,
    retry: 'later',
    zh: '没有您可以看的照片：可能还没有上传，或者按登记表只给指定的人看。',
    en: 'There is no photo that you may see: it may not have been sent yet, or its question names other readers.',
  },
  'register/entry-to-come': {
    status: 409,
    retry: 'later',
    zh: '这张照片的登记还没有收到。登记上传后会自动再传照片。',
    en: 'The entry of this photo has not been heard. The photo is sent again by itself after its entry.',
  },
})
