import { mine } from '@muster/core/enrolment/wire.ts'
import { own } from '@muster/core/people/wire.ts'
import { OwnPage } from '../access/own-page.tsx'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Shown } from '../shared/faces.tsx'
import { shortPlace } from '../territory/short.ts'
import { Qr } from './qr.tsx'
import { words } from './words.ts'

/** The badge to hold out: name, unit, community, and the code a resident scans. */
export function CardPage() {
  const say = useWords(words)
  return (
    <OwnPage tab="card" title={say('badgeTitle')}>
      {person => <Card key={person.id} name={person.name} />}
    </OwnPage>
  )
}

function Card({ name }: { name: string }) {
  const say = useWords(words)
  const asked = useLoad('card', '', () =>
    Promise.all([api(mine, {}), api(own, {})]).then(([reports, person]) => ({ ...reports, unit: person.unit })),
  )
  return (
    <>
      <h1>{say('badgeTitle')}</h1>
      <Shown of={asked}>
        {({ badge, rows, unit }) =>
          badge ? (
            <div class="card badge">
              <p class="huge">{name}</p>
              <p>{unit.name}</p>
              <p>
                {rows
                  .map(row => shortPlace(row.community?.name ?? ''))
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <Qr text={linkOf(badge, location.origin)} label={say('badgeCode')} otherwise={say('noCode')} />
              <p class="soft small">{say('badgeShow')}</p>
              <a href={linkOf(badge, '')}>{say('badgeLink')}</a>
            </div>
          ) : (
            <p>{say('badgeNone')}</p>
          )
        }
      </Shown>
    </>
  )
}

/** The server names the badge by its link or by its token alone. */
export function linkOf(badge: string, origin: string): string {
  if (/^https?:/.test(badge)) return badge
  return badge.startsWith('/') ? origin + badge : `${origin}/m/b/${encodeURIComponent(badge)}`
}
