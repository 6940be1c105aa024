import { Page } from '../shared/Page.tsx'

export function BulletinsPage() {
  return <Page title="…">…</Page>
}
