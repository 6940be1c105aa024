import type { SKILLS } from '../../people/wire.ts'
import type { Words } from '../../platform/shapes.ts'
import type { Pack } from '../wire.ts'
import type { Family, Hours } from './families.ts'

export type Skill = (typeof SKILLS)[number]
type Keyed = { key: string; words: Words }

/** A key with its words. */
export const named = (key: string, zh: string, en: string): Keyed => ({ key, words: { zh, en } })

/** A level with its words and the tone in which screens show it. */
export const level = (key: string, zh: string, en: string, tone: Pack['levels'][number]['tone']) => ({
  ...named(key, zh, en),
  tone,
})

/** A post that anybody can stand on after a briefing, unless skills are named. */
export const post = (
  key: string,
  zh: string,
  en: string,
  family: Family,
  skills: readonly Skill[] = [],
): Pack['posts'][number] => ({ ...named(key, zh, en), skills: [...skills], danger: false, role: 'member', ...family })

/** A post with danger to life or health: nobody is confirmed without insurance (志愿服务条例 2017, art. 17). */
export const dangerPost = (
  key: string,
  zh: string,
  en: string,
  family: Family,
  skills: readonly Skill[] = [],
): Pack['posts'][number] => ({ ...post(key, zh, en, family, skills), danger: true })

type ControlLevel = Pack['controls'][number]['levels'][number]

/** A level of control, and the posts that it needs. */
export const controlLevel = (
  key: string,
  zh: string,
  en: string,
  tone: ControlLevel['tone'],
  posts: ControlLevel['posts'] = [],
): ControlLevel => ({ ...named(key, zh, en), tone, posts })

/** A post that a level of control needs once for the zone, or at each of its compounds or buildings. */
export const need = (
  post: string,
  per: ControlLevel['posts'][number]['per'],
  hours: Hours,
): ControlLevel['posts'][number] => ({ post, per, hours })

/** 应急响应 in four levels, I the gravest (突发事件应对法 2024; the national plans of each hazard). */
export const RESPONSE_LEVELS = [
  level('I', 'I级响应（特别重大）', 'Level I response (exceptionally grave)', 'gap'),
  level('II', 'II级响应（重大）', 'Level II response (grave)', 'gap'),
  level('III', 'III级响应（较大）', 'Level III response (serious)', 'watch'),
  level('IV', 'IV级响应（一般）', 'Level IV response (ordinary)', 'watch'),
]

/** 预警 in four colours, red the gravest (突发事件应对法 2024, art. 63). */
export const WARNING_COLOURS = [
  level('red', '红色预警', 'Red warning', 'gap'),
  level('orange', '橙色预警', 'Orange warning', 'gap'),
  level('yellow', '黄色预警', 'Yellow warning', 'watch'),
  level('blue', '蓝色预警', 'Blue warning', 'watch'),
]
