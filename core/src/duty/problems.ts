import { problems } from '../platform/problem.ts'

export const duty = problems({
  'duty/code-wrong': {
    status: 422,
    retry: 'review',
    zh: '到岗码不对，或不是这个岗位的。请扫描队长屏幕上的码，或请队长确认。',
    en: 'The code is wrong, or of another post. Scan the one on the captain’s screen, or ask the captain to confirm.',
  },
  'duty/code-old': {
    status: 409,
    retry: 'review',
    zh: '到岗码一分钟内有效，这个已经过期。请到现场重新扫描，或请队长确认。',
    en: 'A code is good for one minute, and this one is older. Scan it again at the post, or ask the captain to confirm.',
  },
  'duty/code-used': {
    status: 409,
    retry: 'review',
    zh: '这个到岗码您已经用过。请扫描新的码，或请队长确认。',
    en: 'You have used this code already. Scan a new one, or ask the captain to confirm.',
  },
  'duty/which-shift': {
    status: 422,
    retry: 'review',
    zh: '请先选择班次，再输入六位数字；扫码则不用选。',
    en: 'Choose the shift before you type the six digits; a scanned code needs no choice.',
  },
  'duty/who': {
    status: 422,
    retry: 'review',
    zh: '没有找到这个人。请核对志愿者编号。',
    en: 'There is nobody of that number. Please check the volunteer number.',
  },
  'duty/not-here': {
    status: 409,
    retry: 'review',
    zh: '{name}不在这个岗位上。请先到岗。',
    en: '{name} is not at this post. Check in first.',
  },
  'duty/is-here': {
    status: 409,
    retry: 'review',
    zh: '{name}已经到岗，不能记为未到岗。人已经走了的，请记“离岗”。',
    en: '{name} has checked in and cannot be noted as not coming. If they have gone since, check them out.',
  },
  'duty/not-planned': {
    status: 409,
    retry: 'review',
    zh: '这个人没有排在这个班次，也没有到岗。请核对班次。',
    en: 'This person is neither assigned to the shift nor here. Please check the shift.',
  },
  'duty/not-left': {
    status: 409,
    retry: 'review',
    zh: '{name}没有离岗，不用撤回。请看最新的名单。',
    en: '{name} has not left; there is nothing to take back. Please look at the newest list.',
  },
  'duty/left-for-good': {
    status: 409,
    retry: 'review',
    zh: '离岗超过 {minutes} 分钟，或这一班已经结束，不能撤回。人还在的，请重新到岗。',
    en: 'The check-out is more than {minutes} minutes old, or the shift is over: it stays. Whoever is still here checks in again.',
  },
  'duty/is-elsewhere': {
    status: 409,
    retry: 'review',
    zh: '{name}已在“{post}”到岗，这里的离岗不能撤回。回到这里的，请重新到岗。',
    en: '{name} has checked in at “{post}”, so the check-out here stays. Whoever comes back checks in again.',
  },
  'duty/is-at-another-post': {
    status: 409,
    retry: 'review',
    zh: '{name}已在别的岗位到岗，这里的离岗不能撤回。回到这里的，请重新到岗。',
    en: '{name} has checked in at another post, so the check-out here stays. Whoever comes back checks in again.',
  },
  'duty/said-by-another': {
    status: 409,
    retry: 'review',
    zh: '这条由队长或值班记录，或已凭码核实，不能在手机上更正。请告诉队长，由队长更正。',
    en: 'The captain or the desk noted this, or a code proved it, so a phone cannot correct it. Tell the captain, who can.',
  },
  'duty/other-not-beside': {
    status: 422,
    retry: 'review',
    zh: '交接的人不在这一班，也不在前后相邻的班次。请重新选择，或不选人。',
    en: 'That person is neither on this shift nor on the one before or after. Choose again, or name nobody.',
  },
  'duty/needs-reason': {
    status: 422,
    retry: 'review',
    zh: '留岗须写明原因。请写一句为什么留下，再点一次。',
    en: 'Staying needs a reason. Write in a few words why, and tap once more.',
  },
})
