import { OwnPage } from '../access/own-page.tsx'
import { useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Shown } from '../shared/faces.tsx'
import { words } from './words.ts'

/** Where the pages of registers are fetched: the first page of the app must open within a second. */
export function RegisterPages({ id }: { id: string }) {
  const say = useWords(words)
  const asked = useLoad('register-pages', '', () => import('./register-page.tsx'))
  if (asked.data) return <asked.data.RegisterPage id={id} />
  return (
    <OwnPage tab="duty" title={say('title')}>
      {() => <Shown of={asked}>{() => null}</Shown>}
    </OwnPage>
  )
}
