import { Page } from '../shared/Page.tsx'

export function CallPage() {
  return <Page title="…">…</Page>
}
