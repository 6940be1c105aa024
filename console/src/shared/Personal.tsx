import { useSharedWords } from './words.ts'

/** A personal field. Nothing is given for what was not told and for what the reader may not see; both are said. */
export function Personal({ children }: { children: string | null | undefined }) {
  const say = useSharedWords()
  if (children) return children
  return (
    <span className="soft" title={say('hidden')}>
      <span aria-hidden="true">–</span>
      <span className="unseen">{say('hidden')}</span>
    </span>
  )
}
