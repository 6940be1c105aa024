import type { UNIT_KINDS } from '@muster/core/people/wire.ts'

export interface UnitPlan {
  readonly code: string
  readonly name: string
  readonly kind: (typeof UNIT_KINDS)[number]
  readonly parts: readonly string[]
}

type Kind = UnitPlan['kind']

/** Sixty-eight bodies as any city has them; none stands for a particular one. With a colon: the parts they have. */
const BODIES: Readonly<Partial<Record<Kind, string>>> = {
  agency: `市委办公室 市人大常委会机关 市政府办公室 市政协机关 市纪委监委机关 市委组织部 市委宣传部 市委统战部 市委政法委
    市委编办 市委网信办 市委研究室 市级机关工委 市委老干部局 市信访局 市发展改革委 市教育局:机关,教研室,考试院 市科技局
    市工业和信息化局 市公安局:机关,交警支队,特警支队,出入境支队 市民政局 市司法局:机关,法律援助中心,公证处 市财政局:机关,国库支付中心
    市人力资源社会保障局:机关,社保中心,就业中心 市自然资源局 市生态环境局 市住房城乡建设局:机关,质监站 市城市管理局:机关,执法支队,环卫处
    市交通运输局:机关,公路中心,港航中心 市水务局 市农业农村局 市商务局 市文化广电旅游局 市卫生健康委:机关,疾控中心,急救中心 市退役军人局
    市应急管理局 市审计局 市行政审批局 市国资委 市市场监管局 市体育局 市统计局 市医疗保障局 市地方金融监管局 市机关事务管理局 市粮食和储备局
    市税务局:机关,稽查局`,
  'public-body': `市中级人民法院 市人民检察院 市公积金管理中心 市公共资源交易中心 市供销合作总社 市档案馆 市委党校 市广播电视台:机关,新闻中心 市日报社
    市图书馆 市气象局 市邮政管理局`,
  'mass-organisation': '市总工会 团市委 市妇联 市科协 市文联 市残联 市红十字会',
  enterprise: '市交通控股集团 市水务集团',
}

const kinds = Object.entries(BODIES) as [Kind, string][]

/** The units of the city, numbered `XZ01` … in the order of the list. */
export const CITY_UNITS: readonly UnitPlan[] = kinds
  .flatMap(([kind, names]) => names.split(/\s+/).map(text => ({ kind, text })))
  .map(({ kind, text }, nth) => {
    const [name = '', parts] = text.split(':')
    return { code: `XZ${String(nth + 1).padStart(2, '0')}`, name, kind, parts: parts ? parts.split(',') : [] }
  })

/** The agency of the call-up: one body with four parts, from all of which people come. */
export const AGENCY: UnitPlan = {
  code: 'QD01',
  name: '市政务服务中心',
  kind: 'agency',
  parts: ['综合处', '窗口管理处', '热线受理处', '信息技术处'],
}
