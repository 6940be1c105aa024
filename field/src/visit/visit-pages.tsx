import { OwnPage } from '../access/own-page.tsx'
import { useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Shown } from '../shared/faces.tsx'
import { words } from './words.ts'

/** Where the pages of door lists are fetched: the first page of the app must open within a second. */
export function VisitPages({ id }: { id: string }) {
  const say = useWords(words)
  const asked = useLoad('visit-pages', '', () => import('./lists-page.tsx'))
  if (asked.data) return <asked.data.ListsPage id={id} />
  return (
    <OwnPage tab="duty" title={say('title')}>
      {() => <Shown of={asked}>{() => null}</Shown>}
    </OwnPage>
  )
}
