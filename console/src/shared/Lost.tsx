import { Link } from '@tanstack/react-router'
import { problemOf } from '../platform/problem.ts'
import { Empty } from './Empty.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { useSharedWords } from './words.ts'

/** An address that leads nowhere. */
export function NotFound() {
  const say = useSharedWords()
  return (
    <main className="frame-page">
      <Empty title={say('notFound')} action={<Link to="/">{say('goHome')}</Link>}>
        {say('notFoundDo')}
      </Empty>
    </main>
  )
}

/** A page that broke; what was saved is safe. */
export function PageFailed({ error }: { error: unknown }) {
  const say = useSharedWords()
  return (
    <main className="frame-page">
      <Empty title={say('failed')} action={<a href="/">{say('goHome')}</a>} />
      <ProblemNote problem={problemOf(error)} />
    </main>
  )
}
