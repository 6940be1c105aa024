import { problems } from '../platform/problem.ts'

export const visit = problems({
  'visit/not-on-roll': {
    status: 409,
    retry: 'review',
    zh: '这一户不在“{name}”的门户清单里。请联网刷新名单，或告诉社区值班。',
    en: 'This door is not on the roll of “{name}”. Please go online and refresh the list, or tell the desk.',
  },
  'visit/closed': {
    status: 409,
    retry: 'review',
    zh: '“{name}”已于 {closedAt} 结束，超过可补传的时间。请告诉社区值班。',
    en: '“{name}” ended at {closedAt}, and the time for late visits is over. Please tell the desk.',
  },
  'visit/claimed': {
    status: 409,
    retry: 'review',
    zh: '这份名单有人正在做，到 {until} 为止。请换一份；确需接手，请队长接手或扫岗位码。',
    en: 'Somebody is at work on this list until {until}. Please take another one, or let the captain take over, or scan the code of the post.',
  },
  'visit/wrong-code': {
    status: 409,
    retry: 'review',
    zh: '岗位码不对，名单没有转到您手上；敲过的门照样计数。请再扫一次，或请队长接手。',
    en: 'This is not the code of the post, so the list is not yours; doors you visited count all the same. Please scan again, or ask the captain.',
  },
  'visit/not-yours': {
    status: 409,
    retry: 'review',
    zh: '这条记录不是您记的，或已超过一天。请找本岗位队长。',
    en: 'This visit is not yours, or older than a day. Please ask the captain of the post.',
  },
  'visit/not-heard-yet': {
    status: 409,
    retry: 'later',
    zh: '要撤销的记录还没有传到，稍后会自动再试。无需重做。',
    en: 'What this takes back has not arrived yet; it is tried again by itself. Nothing needs to be done.',
  },
  'visit/no-doors': {
    status: 422,
    retry: 'review',
    zh: '{names}还没有门户清单。请先录入或按规律生成门户，或不选这些楼栋。',
    en: '{names}: no doors on the roll, so nobody would be sent there. Please add the doors first, or leave these buildings out.',
  },
  'visit/too-many': {
    status: 422,
    retry: 'review',
    zh: '一次扫楼最多 {most} 户，所选楼栋有 {count} 户。请分成几次。',
    en: 'A sweep holds {most} doors at most, these buildings have {count}. Please make several.',
  },
  'visit/long-stair': {
    status: 422,
    retry: 'review',
    zh: '一个单元最多 {most} 户，“{stair}”有 {count} 户。请分成几个单元。',
    en: 'A stair holds {most} doors at most, “{stair}” has {count}. Please split it.',
  },
  'visit/door-twice': {
    status: 409,
    retry: 'review',
    zh: '{stair} 单元 {number} 已经在清单里，或在这一批里出现两次。请去掉重复的再保存。',
    en: 'Door {number} of stair {stair} is on the roll already, or twice in this list. Please leave one out and save again.',
  },
  'visit/none-done': {
    status: 409,
    retry: 'later',
    zh: '还没有完成的户可以抽查。请等敲过门以后再抽。',
    en: 'No door is done yet that could be looked at again. Please draw later.',
  },
  'visit/not-drawn': {
    status: 409,
    retry: 'review',
    zh: '这一户没有抽中，或已经复核过。请从抽查名单里选。',
    en: 'This door was not drawn, or was looked at again already. Please choose one from the list.',
  },
  'visit/own-work': {
    status: 409,
    retry: 'review',
    zh: '这一户是您自己敲的，复核要换一个人。请交给别人。',
    en: 'You visited this door yourself; somebody else must look again. Please pass it on.',
  },
})
