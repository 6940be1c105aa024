import type { Words } from '../platform/shapes.ts'

/** What a resident reads who checks a badge. */
export const badgeHolds = (name: string, unit: string, community: string | null): Words =>
  community
    ? {
        zh: `有效。${name}，${unit}，已到${community}报到。`,
        en: `Valid. ${name} of ${unit}, reported in at ${community}.`,
      }
    : {
        zh: `有效。${name}，${unit}，在志愿者名册上，目前没有在社区报到。`,
        en: `Valid. ${name} of ${unit} is on the volunteer roster and has not reported to a community at present.`,
      }

/** The same for every badge that does not hold: wrong, replaced, or of somebody who left. */
export const badgeFails: Words = {
  zh: '无效。系统不能确认此人身份，请不要让其进入，并联系社区值班人员核实。',
  en: 'Not valid. The system cannot confirm this person; please do not let them in, and ask the community desk.',
}
