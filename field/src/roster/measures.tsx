import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { measures } from '@muster/core/roster/control.wire.ts'
import { api } from '../platform/api.ts'
import { dayOf, hearing } from '../platform/clock.ts'
import { type Language, useLanguage, useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { Shown } from '../shared/faces.tsx'
import { FactList } from '../shared/facts.tsx'
import { Notice, Sign } from '../shared/notice.tsx'
import { Page } from '../shared/page.tsx'
import { words } from './measures-words.ts'

type Measures = OutputOf<typeof measures>
type Measure = Measures['rows'][number]

/** What holds where a resident lives: measures, basis, end and review date. Nobody signs in, nobody is named. */
export function MeasuresPage({ territory }: { territory: string }) {
  const say = useWords(words)
  const asked = useLoad<Measures>(`measures.${territory}`, '', () =>
    api(measures, { territory }).then(hearing(found => found.asOf)),
  )
  const { data } = asked
  return (
    <Page title={say('title')} who={data?.tenantName} asOf={asked.at} rehearsal={data?.rehearsal ?? false}>
      <h1>{data ? `${data.territory.name} · ${say('title')}` : say('title')}</h1>
      <Shown of={asked}>
        {({ rows, zone }) => (
          <div class="stack">
            {rows.length === 0 && <Notice tone="good">{say('none')}</Notice>}
            {rows.map(row => (
              <Card key={`${row.title} ${row.since}`} measure={row} zone={zone} />
            ))}
          </div>
        )}
      </Shown>
    </Page>
  )
}

function Card({ measure, zone }: { measure: Measure; zone: string }) {
  const say = useWords(words)
  const language = useLanguage()
  const facts = [
    [say('places'), measure.places.join(language === 'zh' ? '、' : ', ') || say('everywhere')],
    [say('since'), momentOf(measure.since, zone, language)],
    [say('reviewOn'), dayOf(measure.reviewOn, language)],
    [say('endsOn'), dayOf(measure.endsOn, language)],
    [say('basis'), measure.basis],
    [say('issuer'), measure.issuer],
    [say('contact'), measure.contact],
  ] as const
  return (
    <section class="card">
      <h2>
        {measure.title} <Sign tone={measure.tone}>{measure.level[language]}</Sign>
      </h2>
      {measure.state === 'lapsed' && <Notice tone="gap">{say('lapsed')}</Notice>}
      <ul>
        {measure.measures.map(one => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <FactList facts={facts} />
    </section>
  )
}

/** Day and minute on the clocks of the city: the page is printed and passed on, so the day is always there. */
function momentOf(instant: string, timeZone: string, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' })
  return format.format(new Date(instant))
}
