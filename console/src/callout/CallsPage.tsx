import { Page } from '../shared/Page.tsx'

export function CallsPage() {
  return <Page title="…">…</Page>
}
