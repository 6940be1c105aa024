import { Page } from '../shared/Page.tsx'

export function RollPage() {
  return <Page title="…">…</Page>
}
