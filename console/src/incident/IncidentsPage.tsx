import { Page } from '../shared/Page.tsx'

export function IncidentsPage() {
  return <Page title="…">…</Page>
}
