/**
 * What posts of one sort have in common: how early people report, what they carry, what is ticked before the post opens,
 * and the hours it usually has. A proposal of the house after the five city reports; every desk changes what does not fit.
 */
import type { Words } from '../../platform/shapes.ts'
import type { Pack } from '../wire.ts'

type PackPost = Pack['posts'][number]
export type Hours = PackPost['hours']
export type Family = Pick<
  PackPost,
  'reportMinutes' | 'suitMinutes' | 'checklist' | 'equipment' | 'closesWhen' | 'hours'
>

const said = (zh: string, en: string): Words => ({ zh, en })
const shift = (starts: string, ends: string, people: number, standby = 0) => ({ starts, ends, people, standby })

/** Four shifts of six hours: eight hours' work and its report time would pass the limit of a day. */
export const roundTheClock = (people: number, standby = 0): Hours => [
  shift('08:00', '14:00', people, standby),
  shift('14:00', '20:00', people, standby),
  shift('20:00', '02:00', people, standby),
  shift('02:00', '08:00', people, standby),
]
/** From eight in the morning to eight at night. */
export const daytime = (people: number, standby = 0): Hours => [
  shift('08:00', '14:00', people, standby),
  shift('14:00', '20:00', people, standby),
]
/** Spells of four hours: as long as a protective suit is worn at most. */
export const suited = (people: number, standby = 0): Hours => [
  shift('08:00', '12:00', people, standby),
  shift('12:00', '16:00', people, standby),
  shift('16:00', '20:00', people, standby),
]
const morning = (people: number): Hours => [shift('08:30', '11:30', people)]
const office = (people: number): Hours => [shift('08:00', '12:00', people), shift('14:00', '18:00', people)]

const VEST = said('马甲', 'Vest')
const MASKS = said('口罩', 'Masks')
const TORCH = said('手电', 'Torch')
const RADIO = said('对讲机', 'Radio')
const REGISTER = said('登记本和笔', 'Register and pens')
const HELMET = said('安全帽', 'Helmet')
const LIFE_VEST = said('救生衣', 'Life vest')
const GLOVES = said('手套', 'Gloves')
const FIRST_AID = said('急救包', 'First-aid kit')
const SUIT = said('防护服', 'Protective suit')
const CONTACTS = said('联络电话已张贴', 'Telephone numbers posted')
const BRIEFED = said('人员到齐并交代任务', 'Everybody there and briefed')
const RETREAT = said('撤离路线和信号已明确', 'Way and signal of retreat known')

/** Gates, checkpoints, cordons: somebody stands there all the time. */
export const GATE: Family = {
  reportMinutes: 15,
  suitMinutes: null,
  checklist: [
    said('围挡和指示牌就位', 'Barrier and signs in place'),
    said('登记本或扫码正常', 'Register or scanner works'),
    said('照明和避雨遮阳可用', 'Light and shelter usable'),
    CONTACTS,
  ],
  equipment: [VEST, MASKS, REGISTER, TORCH],
  closesWhen: null,
  hours: roundTheClock(2, 1),
}
/** Roads with traffic: as gates, more people, seen from afar. */
export const ROAD: Family = {
  ...GATE,
  reportMinutes: 30,
  checklist: [
    said('锥桶和减速标志就位', 'Cones and slow-down signs in place'),
    said('反光衣人人穿好', 'Reflective vest on everybody'),
    said('照明可用', 'Light works'),
    said('与交警联络畅通', 'Line to the traffic police works'),
  ],
  equipment: [said('反光衣', 'Reflective vest'), said('锥桶', 'Cones'), RADIO, TORCH],
  hours: roundTheClock(4, 1),
}
/** Sites that many people pass through and that close when the queue is empty. */
export const QUEUE: Family = {
  reportMinutes: 60,
  suitMinutes: 240,
  checklist: [
    said('通道和一米线就位', 'Lanes and distance marks in place'),
    said('物资清点无误', 'Supplies counted'),
    said('登记设备开机联网', 'Registration devices on and connected'),
    BRIEFED,
  ],
  equipment: [SUIT, said('面屏', 'Face shield'), GLOVES, said('扩音器', 'Megaphone')],
  closesWhen: said('排队清空', 'Queue empty'),
  hours: suited(4, 1),
}
/** Close to infection: suits, spells of four hours. */
export const SUITED: Family = {
  reportMinutes: 30,
  suitMinutes: 240,
  checklist: [
    said('防护服穿戴互检', 'Suits checked by each other'),
    said('清洁区和脱卸区已分开', 'Clean side and taking-off side parted'),
    said('医疗废物袋就位', 'Bags for medical waste in place'),
    CONTACTS,
  ],
  equipment: [SUIT, said('护目镜', 'Goggles'), GLOVES, said('手消', 'Hand disinfectant')],
  closesWhen: null,
  hours: suited(2, 1),
}
/** From door to door. */
export const DOORS: Family = {
  reportMinutes: 15,
  suitMinutes: null,
  checklist: [
    said('楼栋和户数清单到手', 'List of buildings and households at hand'),
    said('两人一组', 'In pairs'),
    said('工作证佩戴', 'Badges worn'),
    said('统一口径已交代', 'Told what to say'),
  ],
  equipment: [VEST, MASKS, REGISTER],
  closesWhen: said('清单走完', 'List done'),
  hours: daytime(2),
}
/** On the telephone, or at a desk. */
export const DESK: Family = {
  reportMinutes: 10,
  suitMinutes: null,
  checklist: [
    said('电话和座席可用', 'Telephones and seats work'),
    said('名单分配到人', 'Lists shared out'),
    said('问询口径已交代', 'Told what to say and what not to ask'),
    said('转办流程清楚', 'Clear where to pass things on'),
  ],
  equipment: [said('耳机', 'Headset'), REGISTER],
  closesWhen: said('名单打完', 'Everybody on the list called'),
  hours: office(2),
}
/** Supplies and errands. */
export const SUPPLY: Family = {
  reportMinutes: 15,
  suitMinutes: null,
  checklist: [
    said('物资清点并与清单相符', 'Supplies counted against the list'),
    said('车辆和推车可用', 'Vehicles and carts usable'),
    said('交接点已约定', 'Hand-over points agreed'),
    said('签收单备齐', 'Receipts at hand'),
  ],
  equipment: [VEST, MASKS, GLOVES, said('推车', 'Cart')],
  closesWhen: said('当日清单送完', 'The day’s list delivered'),
  hours: daytime(3),
}
/** With people who need somebody. */
export const CARE: Family = {
  reportMinutes: 10,
  suitMinutes: null,
  checklist: [
    said('当日探访名单到手', 'List of today’s visits at hand'),
    said('紧急联系人已核对', 'Emergency contacts checked'),
    said('随身药品和急救包齐全', 'Medicines and first-aid kit complete'),
    said('工作证佩戴', 'Badges worn'),
  ],
  equipment: [VEST, MASKS, FIRST_AID],
  closesWhen: said('当日名单探访完', 'The day’s visits made'),
  hours: office(2),
}
/** Places where people stay the night. */
export const SHELTER: Family = {
  reportMinutes: 30,
  suitMinutes: null,
  checklist: [
    said('床位和被褥清点', 'Beds and bedding counted'),
    said('饮水、食品、卫生间可用', 'Water, food and toilets usable'),
    said('消防通道畅通', 'Fire exits free'),
    said('登记台就位', 'Registration desk in place'),
  ],
  equipment: [VEST, MASKS, REGISTER, FIRST_AID],
  closesWhen: said('安置人员全部离开', 'Everybody has left'),
  hours: roundTheClock(3, 1),
}
/** At the wheel. */
export const DRIVING: Family = {
  reportMinutes: 30,
  suitMinutes: null,
  checklist: [
    said('车况检查：油、胎、灯、刹车', 'Vehicle checked: fuel, tyres, lights, brakes'),
    said('驾驶证和行驶证在身', 'Licence and papers at hand'),
    said('路线和封路情况已核对', 'Route and closures checked'),
    said('休息充分，未饮酒', 'Rested, no alcohol'),
  ],
  equipment: [said('反光衣', 'Reflective vest'), said('三角警示牌', 'Warning triangle'), FIRST_AID],
  closesWhen: said('转运任务完成', 'All trips made'),
  hours: daytime(2, 1),
}
/** At the water. */
export const WATER: Family = {
  reportMinutes: 30,
  suitMinutes: null,
  checklist: [
    said('救生衣人人穿好', 'Life vest on everybody'),
    RETREAT,
    said('两人一组并报数', 'In pairs, counted'),
    CONTACTS,
  ],
  equipment: [LIFE_VEST, TORCH, RADIO, said('绳索', 'Rope')],
  closesWhen: said('水位退至警戒线以下', 'Water below the warning mark'),
  hours: roundTheClock(4, 2),
}
/** Other dangerous work in the open. */
export const HAZARD: Family = {
  reportMinutes: 30,
  suitMinutes: null,
  checklist: [
    said('专业人员到场指挥', 'A professional leads on site'),
    RETREAT,
    said('安全帽和手套人人戴好', 'Helmet and gloves on everybody'),
    said('水电气已确认切断', 'Water, power and gas confirmed off'),
  ],
  equipment: [HELMET, GLOVES, RADIO, FIRST_AID],
  closesWhen: said('险情排除', 'Danger removed'),
  hours: daytime(4, 2),
}
/** Clearing up. */
export const CLEARING: Family = {
  reportMinutes: 15,
  suitMinutes: null,
  checklist: [
    said('作业范围已划定', 'Area marked out'),
    said('工具清点', 'Tools counted'),
    said('手套和防滑鞋人人穿好', 'Gloves and firm shoes on everybody'),
    said('饮水备足', 'Enough to drink'),
  ],
  equipment: [GLOVES, said('铁锹', 'Shovels'), said('垃圾袋', 'Bags')],
  closesWhen: said('责任路段清理完', 'Stretch cleared'),
  hours: office(6),
}
/** In the street, to tell people. */
export const STREET: Family = {
  reportMinutes: 10,
  suitMinutes: null,
  checklist: [
    said('宣传材料为最新版本', 'Papers are the newest ones'),
    said('站位已分配', 'Places shared out'),
    said('统一口径已交代', 'Told what to say'),
    said('马甲和工作证佩戴', 'Vests and badges worn'),
  ],
  equipment: [VEST, MASKS, said('小喇叭', 'Small loudspeaker')],
  closesWhen: null,
  hours: morning(2),
}
/** Courses, clinics, reading: by appointment. */
export const COURSE: Family = {
  reportMinutes: 20,
  suitMinutes: null,
  checklist: [
    said('场地和座位就位', 'Room and seats ready'),
    said('材料和器材清点', 'Material counted'),
    said('签到表备好', 'Attendance list ready'),
    said('急救箱和出口位置已告知', 'First-aid kit and exits pointed out'),
  ],
  equipment: [VEST, FIRST_AID],
  closesWhen: null,
  hours: morning(3),
}
