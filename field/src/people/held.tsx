import { peopleFields } from '@muster/core/people/fields.ts'
import type { Person } from '@muster/core/people/wire.ts'
import type { ComponentChildren } from 'preact'
import { useLanguage, useWords } from '../platform/language.ts'
import { shortPlace } from '../territory/short.ts'
import { availabilityWords, skillWords, words } from './words.ts'

/** Every field with its purpose and how long it is kept, in the words of the field register. */
export function Held({ person }: { person: Person }) {
  const say = useWords(words)
  const language = useLanguage()
  const skills = person.skills?.map(skill => skillWords[skill][language]).join(language === 'zh' ? '、' : ', ')
  return (
    <>
      <dl class="facts card">
        <Line label={peopleFields['person.name'][language]} field="person.name">
          {person.name}
        </Line>
        <Line label={say('number')}>{person.volunteerNo}</Line>
        <Line label={say('unit')}>{person.unit.trail.join(' · ') || person.unit.name}</Line>
        <Line label={say('phone')} field="person.phone">
          {person.phone}
        </Line>
        <Line label={say('residence')} field="person.residence">
          {shortPlace(person.residence?.name ?? '')}
        </Line>
        <Line label={say('skills')} field="person.skills">
          {skills}
        </Line>
        <Line label={say('availability')}>{availabilityWords[person.availability][language]}</Line>
        <Line label={say('onCall')}>{say(person.onCall ? 'yes' : 'no')}</Line>
        <Line label={say('light')} field="person.light-duty">
          {say(person.lightDuty ? 'yes' : 'no')}
        </Line>
      </dl>
      <p class="soft">{say('wrong')}</p>
    </>
  )
}

function Line(props: { label: string; field?: keyof typeof peopleFields; children: ComponentChildren }) {
  const say = useWords(words)
  const language = useLanguage()
  const entry = props.field && peopleFields[props.field]
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        {props.children || <span class="soft">{say('none')}</span>}
        {entry && (
          <>
            <span class="field__hint">{say('why', { purpose: side(entry.purpose, language) })}</span>
            <span class="field__hint">{say('until', { retention: side(entry.retention, language) })}</span>
          </>
        )}
      </dd>
    </div>
  )
}

/** The register writes both languages in one line, `中文 · English`. */
export function side(both: string, language: 'zh' | 'en'): string {
  const [zh = '', en = zh] = both.split(' · ')
  return language === 'zh' ? zh : en
}
