import { peopleFields } from '@muster/core/people/fields.ts'
import type { PersonalField, Sight } from '@muster/core/platform/personal.ts'
import { ROLES, type Role } from '@muster/core/platform/role.ts'
import { useLanguage, useSaid } from '../platform/language.ts'
import { useSession } from '../platform/session.ts'
import { useListed } from '../shared/useListed.ts'
import { useRosterWords } from './roster-words.ts'

export type FieldName = keyof typeof peopleFields

export interface Seen {
  /** How much of it the reader's roles show; undefined is nothing. */
  readonly sight: Sight | undefined
  /** Why it is not all there; undefined when it is. */
  readonly why: string | undefined
}

/** How much of a personal field the reader sees and why, from the same register by which the server decides. */
export function useSight(): (name: FieldName) => Seen {
  const say = useRosterWords()
  const said = useSaid()
  const language = useLanguage()
  const listed = useListed()
  const { grants } = useSession()
  return name => {
    const field: PersonalField = peopleFields[name]
    const sights = grants.map(({ role }) => field.viewers[role as Role])
    const sight = sights.includes('full') ? 'full' : sights.includes('masked') ? 'masked' : undefined
    if (sight === 'full') return { sight, why: undefined }
    const halves = field.purpose.split(' · ')
    const purpose = (language === 'zh' ? halves[0] : halves[1]) ?? field.purpose
    const viewers = listed(Object.keys(field.viewers).map(role => said(ROLES[role as Role])))
    return { sight, why: say(sight ? 'maskedWhy' : 'hiddenWhy', { field: said(field), purpose, viewers }) }
  }
}
