import type { Words } from '../platform/shapes.ts'
import type { HURTS } from './kinds.ts'

type Hurt = (typeof HURTS)[number]

/** Somebody asks again on the next day. */
export const FOLLOW_UP_DAYS = 1

/** What to do in the first minutes; for whoever stands beside. */
export const FIRST_AID: Readonly<Record<Hurt, readonly Words[]>> = {
  injury: [
    { zh: '先离开危险，坐下或躺下，不要硬撑。', en: 'Get out of danger, sit or lie down, do not push on.' },
    {
      zh: '出血：用干净敷料按住；骨折或头部受伤：不要搬动。',
      en: 'Bleeding: press with a clean dressing. Fracture or head: do not move.',
    },
    {
      zh: '意识不清、呼吸困难、大量出血：马上打 120。',
      en: 'Unconscious, short of breath, heavy bleeding: call 120 now.',
    },
  ],
  distress: [
    {
      zh: '先离开岗位，找一个安静的地方，有人陪着。',
      en: 'Leave the post for a quiet place, with somebody beside you.',
    },
    { zh: '慢慢呼吸，喝水，不必解释原因。', en: 'Breathe slowly, drink water; you need not explain.' },
    {
      zh: '需要有人说话：12356 心理援助热线，24 小时。有伤害自己的念头：马上打 120。',
      en: 'To talk: helpline 12356, day and night. Thoughts of harming yourself: call 120 now.',
    },
  ],
}

/** Who pays, by what the city's register of cover says; undefined: whoever asks may not see it. */
export function insuranceWords(coveredUntil: string | null | undefined): Words {
  if (coveredUntil === undefined) return ASK_THE_DESK
  return coveredUntil
    ? {
        zh: `您有志愿者保险，有效期至 ${coveredUntil}。请保留病历和票据，队长会帮您报案。`,
        en: `You are insured as a volunteer until ${coveredUntil}. Keep the papers and receipts; the captain helps with the claim.`,
      }
    : NOT_REGISTERED
}

const ASK_THE_DESK: Words = {
  zh: '保险由城市指挥部核对并协助报案。请帮本人保留病历和票据。',
  en: 'The city’s desk looks up the insurance and helps with the claim. Keep the papers and receipts for the person.',
}
const NOT_REGISTERED: Words = {
  zh: '名册里没有您的保险登记，费用由组织方按《志愿服务条例》第17条负责处理。请保留病历和票据。',
  en: 'No cover is registered for you; the organiser answers for the cost (Volunteer Service Regulation art. 17). Keep the papers and receipts.',
}
