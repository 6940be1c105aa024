import { OwnPage } from '../../access/own-page.tsx'
import { useWords } from '../../platform/language.ts'
import { useLoad } from '../../platform/load.ts'
import { Shown } from '../../shared/faces.tsx'
import { words } from '../words.ts'

/** Where the pages of sampling desks are fetched, apart from the first page of the app. */
export function SamplingPages({ id }: { id: string }) {
  const say = useWords(words)
  const asked = useLoad('sampling-pages', '', () => import('./sampling-page.tsx'))
  if (asked.data) return <asked.data.SamplingPage id={id} />
  return (
    <OwnPage tab="duty" title={say('title')}>
      {() => <Shown of={asked}>{() => null}</Shown>}
    </OwnPage>
  )
}
