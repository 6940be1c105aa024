import { Page } from '../shared/Page.tsx'

export function BulletinPage() {
  return <Page title="…">…</Page>
}
