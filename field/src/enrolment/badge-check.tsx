import { badge } from '@muster/core/enrolment/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { api } from '../platform/api.ts'
import { hearing, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Shown } from '../shared/faces.tsx'
import { FactList } from '../shared/facts.tsx'
import { Page } from '../shared/page.tsx'
import { words } from './words.ts'

type Badge = OutputOf<typeof badge>

/** A resident checks who stands at the door, without signing in: valid or not, and four facts; nothing else. */
export function BadgeCheck({ token }: { token: string }) {
  const say = useWords(words)
  const asked = useLoad<Badge>(`badge.${token}`, '', () =>
    api(badge, { token }).then(hearing(found => found.checkedAt)),
  )
  // An unknown badge is an answer to the resident's question, not a trouble of the page.
  const unknown = asked.trouble?.status === 404 || asked.trouble?.status === 422
  return (
    <Page title={say('checkTitle')} asOf={asked.at}>
      <h1>{say('checkTitle')}</h1>
      {unknown ? <Verdict valid={false} /> : <Shown of={asked}>{found => <Checked badge={found} />}</Shown>}
    </Page>
  )
}

const Verdict = ({ valid }: { valid: boolean }) => {
  const say = useWords(words)
  return (
    <div class={`verdict${valid ? '' : ' verdict_no'}`} aria-live="polite">
      <strong>{say(valid ? 'valid' : 'invalid')}</strong>
    </div>
  )
}

function Checked({ badge: found }: { badge: Badge }) {
  const say = useWords(words)
  const language = useLanguage()
  const facts = [
    [say('unit'), found.unit],
    [say('post'), found.valid ? (found.post ?? say('noPost')) : found.post],
    [say('community'), found.community],
    [say('checkedAt'), timeOf(found.checkedAt, language)],
  ] as const
  return (
    <>
      <Verdict valid={found.valid} />
      <p>{found[language]}</p>
      {found.name && <p class="huge">{found.name}</p>}
      <FactList facts={facts} card />
    </>
  )
}
