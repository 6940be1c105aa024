import { problems } from '../platform/problem.ts'

export const roster = problems({
  'roster/rota-days': {
    status: 422,
    retry: 'review',
    zh: '起止日期不对：结束不得早于开始，最多 {most} 天。请改正日期。',
    en: 'The days are not right: the end is not before the start, and at most {most} days. Please correct them.',
  },
  'roster/post-in-another-rota': {
    status: 409,
    retry: 'review',
    zh: '岗位“{post}”在这些日子里已由排班表“{rota}”安排。请改日期，或把它从那张表里去掉。',
    en: 'Post “{post}” is planned by rota “{rota}” on some of these days. Choose other days, or take it off that rota.',
  },
  'roster/not-of-rota': {
    status: 404,
    retry: 'review',
    zh: '这个班次不在这张排班表里，或已取消。请刷新排班板。',
    en: 'This shift is not on this rota, or was cancelled. Please look at the board again.',
  },
  'roster/shift-begun': {
    status: 409,
    retry: 'review',
    zh: '{post} {time} 的班次已经开始，不能再改排班。请到值守页面换人。',
    en: 'The shift at {post}, {time}, has begun and is no longer planned. Use the duty page to relieve people.',
  },
  'roster/twice-in-cell': {
    status: 422,
    retry: 'review',
    zh: '{name} 在 {post} {time} 的同一格里出现了两次。请去掉一个。',
    en: '{name} stands twice in the cell of {post}, {time}. Please take one away.',
  },
  'roster/not-in-pool': {
    status: 409,
    retry: 'review',
    zh: '有 {count} 人不在这张排班表的人员范围内，或已离开、免予、暂不可用。请换人，或扩大人员范围。',
    en: '{count} of these people are not in the pool of this rota, or have left, are exempt or not available. Choose others, or widen the pool.',
  },
  'roster/cell-changed': {
    status: 409,
    retry: 'review',
    zh: '{post} {time} 这一格刚被别人改过（现为第 {current} 版，您看到的是第 {seen} 版）。现在是：{theirs}；您要安排：{yours}。请看过再决定。',
    en: 'The cell of {post}, {time}, was changed meanwhile (now version {current}, you saw {seen}). It holds now: {theirs}; you would set: {yours}. Look before you decide.',
  },
  'roster/build-runs': {
    status: 409,
    retry: 'later',
    zh: '这张排班表正在自动排班。请等它结束，或先结束它。',
    en: 'The engine is already at work on this rota. Wait until it is done, or end it first.',
  },
  'roster/nothing-to-build': {
    status: 409,
    retry: 'review',
    zh: '这张排班表没有还未开始的班次。请先在岗位上安排班次。',
    en: 'This rota has no shift that is still to come. Lay out shifts at its posts first.',
  },
  'roster/nobody-to-ask': {
    status: 409,
    retry: 'review',
    zh: '人员范围里没有可以安排的人。请扩大范围。',
    en: 'Nobody in the pool can be asked. Please widen the pool.',
  },
  'roster/nothing-to-publish': {
    status: 409,
    retry: 'review',
    zh: '与已公布的安排相比没有变化，无需公布。',
    en: 'Nothing differs from what is published; there is nothing to publish.',
  },
  'roster/placed-elsewhere': {
    status: 409,
    retry: 'review',
    zh: '{name} 已被安排在 {otherPost} {otherTime}，与 {post} {time} 重叠，不能公布。请换人，或先从那边撤下。',
    en: '{name} already has {otherPost}, {otherTime}, which overlaps {post}, {time}: nothing was published. Choose somebody else, or take them off there first.',
  },
  'roster/guard-stops-rota': {
    status: 409,
    retry: 'review',
    zh: '{name} 在 {post} {time}：{whyZh} 共 {count} 处超过安全限度，不能公布。请换人；确需安排的，请单独指派并写明理由和第二人。',
    en: '{name} at {post}, {time}: {whyEn} {count} places in all pass the safety limits, so nothing was published. Choose others; if it must be, assign them one by one with a reason and a second name.',
  },
})
