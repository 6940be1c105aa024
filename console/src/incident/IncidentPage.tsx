import { Page } from '../shared/Page.tsx'

export function IncidentPage() {
  return <Page title="…">…</Page>
}
