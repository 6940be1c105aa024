import type { Words } from '../platform/shapes.ts'

/** What a version of a call says of itself in the timeline. */
export function versionLine(
  version: number,
  content: { readonly state?: string; readonly selected_at?: string; readonly quota?: number },
  quota: number,
): Words {
  if (content.state) return MOVES[content.state] ?? { zh: '状态变更', en: 'moved on' }
  if (content.selected_at) return { zh: '选定名单', en: 'Selection made' }
  const places = content.quota ?? quota
  return version === 1
    ? { zh: `起草，名额 ${places} 人`, en: `Drafted, ${places} places` }
    : { zh: `修改为第 ${version} 版，名额 ${places} 人`, en: `Amended to version ${version}, ${places} places` }
}

const MOVES: Readonly<Record<string, Words>> = {
  open: { zh: '发布', en: 'Published' },
  ended: { zh: '结束报名', en: 'Sign-up ended' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
}

/** What the facts of one minute come to. */
export function factLine(kind: string, mark: string | null, people: number): Words {
  if (kind === 'callout.rolled') {
    return mark === 'departure'
      ? { zh: `出发点名：到 ${people} 人`, en: `Roll-call at departure: ${people} present` }
      : { zh: `集合点名：到 ${people} 人`, en: `Roll-call at muster: ${people} present` }
  }
  const say = SAYINGS[kind]
  return say ? say(people) : { zh: kind, en: kind }
}

const SAYINGS: Readonly<Record<string, (people: number) => Words>> = {
  'callout.signed-up': people => ({ zh: `${people} 人报名`, en: `${people} signed up` }),
  'callout.confirmed': people => ({ zh: `${people} 人确认名额`, en: `${people} confirmed` }),
  'callout.reserved': people => ({ zh: `${people} 人列为候补`, en: `${people} put on the reserve` }),
  'callout.held': people => ({ zh: `为 ${people} 人保留名额`, en: `${people} places held` }),
  'callout.declined': people => ({ zh: `${people} 人放弃保留的名额`, en: `${people} declined a held place` }),
  'callout.lapsed': people => ({ zh: `${people} 个保留名额过期`, en: `${people} holds ran out` }),
  'callout.withdrew': people => ({ zh: `${people} 人退出`, en: `${people} withdrew` }),
  'callout.stood-down': people => ({ zh: `告知 ${people} 人不必前往`, en: `${people} told not to come` }),
  'callout.departed': people => ({ zh: `${people} 人集合出发`, en: `${people} departed` }),
}
