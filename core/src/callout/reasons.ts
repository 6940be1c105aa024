import type { Words } from '../platform/shapes.ts'
import type { Weighed } from './kinds.ts'
import type { Seat } from './seat.ts'

/** Why a person stands where they stand, in words: every place in the order can be explained to whoever asks. */
export function reasonsOf(seat: Pick<Seat, 'fit' | 'lapsed' | 'weighed' | 'via'>, nth: number): Words[] {
  const reasons = seat.weighed ? weighedReasons(seat.weighed) : [arrivalReason(nth), ...fitReason(seat.fit)]
  if (seat.via === 'offer') reasons.push({ zh: '由请战书接受', en: 'accepted from an offer' })
  if (seat.lapsed)
    reasons.push({
      zh: '保留的名额没有在时限内答复，排到候补末尾',
      en: 'a held place was not answered in time, so moved to the end of the reserve',
    })
  return reasons
}

const arrivalReason = (nth: number): Words => ({
  zh: `按报名先后：第 ${nth} 个报名`,
  en: `by arrival: sign-up no. ${nth}`,
})

const fitReason = (fit: boolean): Words[] =>
  fit
    ? []
    : [
        {
          zh: '本人说明不适合该岗位，不自动安排',
          en: 'says not to be fit for this post, so never placed automatically',
        },
      ]

function weighedReasons({ fit, wanted, skills, recentCalls, onCall, availability, arrival }: Weighed): Words[] {
  return [
    ...fitReason(fit),
    ...(wanted.length > 0
      ? [
          {
            zh: `所需技能 ${wanted.length} 项，具备 ${skills.length} 项`,
            en: `has ${skills.length} of ${wanted.length} skills asked for`,
          },
        ]
      : []),
    { zh: `近 7 天已确认 ${recentCalls} 次召集`, en: `confirmed for ${recentCalls} calls in the last 7 days` },
    ...(onCall ? [{ zh: '随叫随到', en: 'on call for any post' }] : []),
    ...(availability === 'not-now' ? [{ zh: '本人注明近期不便', en: 'asked not to be called now' }] : []),
    arrivalReason(arrival),
  ]
}
