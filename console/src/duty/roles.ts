import { useDutyWords } from './words.ts'

/** A role's word: the house's own two, or the post's as it was written. */
export function useRoleWord(): (role: string) => string {
  const say = useDutyWords()
  return role => (role === 'member' ? say('member') : role === 'leader' ? say('leader') : role)
}
