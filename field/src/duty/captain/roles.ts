import { useWords } from '../../platform/language.ts'
import { words } from './words.ts'

/** A role's word: the house's own two, or the post's as it was written. */
export function useRole(): (role: string) => string {
  const say = useWords(words)
  return role => (role === 'member' || role === 'leader' ? say(role) : role)
}
