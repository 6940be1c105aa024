import { own, type Person } from '@muster/core/people/wire.ts'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { SignOut } from '../access/join.tsx'
import { OwnPage } from '../access/own-page.tsx'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useLoad } from '../platform/load.ts'
import { isSunny, setSunny } from '../platform/sun.ts'
import { Button } from '../shared/button.tsx'
import { Shown } from '../shared/faces.tsx'
import { Choice } from '../shared/field.tsx'
import { Notice } from '../shared/notice.tsx'
import { EditOwn } from './edit-own.tsx'
import { Held } from './held.tsx'
import { words } from './words.ts'

/** What is held about the person, what the person may change, and this phone; the children come from further right. */
export function MePage({ children }: { children: ComponentChildren }) {
  const say = useWords(words)
  return (
    <OwnPage tab="me" title={say('title')}>
      {person => (
        <>
          <About key={person.id} personId={person.id} />
          {children}
          <ThisPhone />
        </>
      )}
    </OwnPage>
  )
}

function About({ personId }: { personId: string }) {
  const say = useWords(words)
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const asked = useLoad<Person>('own', `person/${personId}`, () => api(own, {}))
  const onSaved = (person: Person) => {
    asked.put(person)
    setEditing(false)
    setSaved(true)
  }
  return (
    <Shown of={asked}>
      {person =>
        editing ? (
          <EditOwn person={person} onSaved={onSaved} onLatest={asked.reload} onClose={() => setEditing(false)} />
        ) : (
          <div class="stack">
            <h1>{say('heldTitle')}</h1>
            {saved && <Notice tone="good" title={say('saved')} live />}
            <Held person={person} />
            <Button kind="default" onTap={() => setEditing(true)}>
              {say('edit')}
            </Button>
          </div>
        )
      }
    </Shown>
  )
}

function ThisPhone() {
  const say = useWords(words)
  const [sunny, setLook] = useState(isSunny)
  const change = (next: boolean) => {
    setSunny(next)
    setLook(next)
  }
  return (
    <section class="card">
      <h2>{say('device')}</h2>
      <Choice label={say('sun')} checked={sunny} onChange={change} />
      <SignOut />
    </section>
  )
}
