import { Page } from '../shared/Page.tsx'

export function HomePage() {
  return <Page title="…">…</Page>
}
