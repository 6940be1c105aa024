import { Page } from '../shared/Page.tsx'

export function DraftPage() {
  return <Page title="…">…</Page>
}
