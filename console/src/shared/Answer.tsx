import type { Asked } from '../platform/api.ts'
import { Empty } from './Empty.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { useSharedWords } from './words.ts'

interface Props<T> {
  readonly asked: Asked<T>
  readonly children: (data: T) => React.ReactNode
}

/** Draws an answer; before it came, when it was refused, and when the actor may not ask, says so instead. */
export function Answer<T>({ asked, children }: Props<T>) {
  const say = useSharedWords()
  if (!asked.allowed) return <Empty title={say('notAllowed')}>{say('notAllowedDo')}</Empty>
  return (
    <>
      <ProblemNote problem={asked.problem} again={asked.again} />
      {asked.waiting && <output className="soft">{say('waiting')}</output>}
      {asked.data !== undefined && children(asked.data)}
    </>
  )
}
