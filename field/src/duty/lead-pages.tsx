import { OwnPage } from '../access/own-page.tsx'
import { useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Shown } from '../shared/faces.tsx'
import { words } from './words.ts'

/** Where the captain's pages are fetched; what is missing when the network is away says so like any other page. */
export function LeadPages({ which, shiftId }: { which: 'list' | 'shift' | 'code'; shiftId: string }) {
  const say = useWords(words)
  const asked = useLoad('lead-pages', '', () => import('./captain/pages.tsx'))
  if (!asked.data) {
    return (
      <OwnPage tab="duty" title={say('lead')}>
        {() => <Shown of={asked}>{() => null}</Shown>}
      </OwnPage>
    )
  }
  const { LeadCodePage, LeadPage, LeadShiftPage } = asked.data
  if (which === 'list') return <LeadPage />
  return which === 'code' ? <LeadCodePage shiftId={shiftId} /> : <LeadShiftPage shiftId={shiftId} />
}
