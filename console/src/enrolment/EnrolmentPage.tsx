import { Page } from '../shared/Page.tsx'

export function EnrolmentPage() {
  return <Page title="…">…</Page>
}
