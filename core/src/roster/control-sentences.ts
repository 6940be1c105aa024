import type { Words } from '../platform/shapes.ts'

/** What a level of control made. */
interface Made {
  readonly posts: number
  readonly shifts: number
}

const madeWords = ({ posts, shifts }: Made): Words =>
  posts + shifts === 0
    ? { zh: '', en: '' }
    : { zh: `新设 ${posts} 个岗位、${shifts} 个班次。`, en: ` ${posts} posts and ${shifts} shifts set up.` }

/** The lines of a control's history, made once when it happens: later changes of words do not rewrite them. */
export const CONTROL_SENTENCES = {
  prepared: (sites: number): Words => ({
    zh: `准备管控区，${sites} 个点位。`,
    en: `Zone prepared, ${sites} sites.`,
  }),
  level: (from: Words | null, to: Words, reason: string, made: Made): Words => ({
    zh: `${from ? `由${from.zh}调整为${to.zh}` : `定为${to.zh}`}。理由：${reason}。${madeWords(made).zh}`,
    en: `${from ? `From ${from.en} to ${to.en}` : `${to.en} declared`}. Reason: ${reason}.${madeWords(made).en}`,
  }),
  amended: (): Words => ({ zh: '修改管控措施。', en: 'Measures amended.' }),
  sites: (joined: number, left: number, made: Made): Words => ({
    zh: `移入 ${joined} 个点位，移出 ${left} 个。${madeWords(made).zh}`,
    en: `${joined} sites joined, ${left} left.${madeWords(made).en}`,
  }),
  reviewed: (reviewOn: string, reason: string, made: Made): Words => ({
    zh: `复核后延续，${reviewOn} 前再次复核。理由：${reason}。${madeWords(made).zh}`,
    en: `Reviewed and renewed; next review by ${reviewOn}. Reason: ${reason}.${madeWords(made).en}`,
  }),
  ended: (reason: string, posts: number): Words => ({
    zh: `解除管控。理由：${reason}。${posts > 0 ? `撤销 ${posts} 个岗位。` : ''}`,
    en: `Control lifted. Reason: ${reason}.${posts > 0 ? ` ${posts} posts closed.` : ''}`,
  }),
  batch: (zone: string, level: Words): Words => ({
    zh: `${zone} ${level.zh}`,
    en: `${zone}, ${level.en}`,
  }),
  timeline: (zone: string, what: Words): Words => ({ zh: `“${zone}”：${what.zh}`, en: `“${zone}”: ${what.en}` }),
}

/** What people are told when they are named. */
export const ANSWERING_SENTENCES = {
  named: {
    owner: { zh: '楼栋责任人', en: 'owner' },
    linked: { zh: '挂钩联系人', en: 'linked leader' },
    answers: { zh: '包保责任人', en: 'the one who answers' },
  },
  began: (role: Words, what: string): Words => ({
    zh: `您被指定为${what}的${role.zh}。`,
    en: `You are named ${role.en} for ${what}.`,
  }),
  ended: (role: Words, what: string): Words => ({
    zh: `您不再是${what}的${role.zh}，谢谢。`,
    en: `You are no longer ${role.en} for ${what}. Thank you.`,
  }),
} as const
