import type { Pages } from '../platform/pages.ts'
import { Answer } from './Answer.tsx'
import { useSharedWords } from './words.ts'

interface Props<R> {
  readonly pages: Pages<R>
  readonly children: (rows: readonly R[]) => React.ReactNode
}

/** Draws a list that comes page by page, and says how much of it is there. */
export function Rows<R>({ pages, children }: Props<R>) {
  const say = useSharedWords()
  const asked = { ...pages, data: pages.rows, heardAt: 0 }
  const shown = pages.rows?.length ?? 0
  return (
    <Answer asked={asked}>
      {rows => (
        <>
          {children(rows)}
          {shown > 0 && (
            <p className="table-foot">
              {shown < pages.total
                ? say('shown', { shown: shown.toLocaleString('en-US'), total: pages.total.toLocaleString('en-US') })
                : say('rows', { total: pages.total.toLocaleString('en-US') })}
            </p>
          )}
        </>
      )}
    </Answer>
  )
}
