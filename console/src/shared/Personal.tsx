import { useSharedWords } from './words.ts'

/** A personal field: what the reader may not see is said to be hidden, not left blank. */
export function Personal({ children }: { children: string | null | undefined }) {
  const say = useSharedWords()
  return children ?? <span className="soft">{say('hidden')}</span>
}
