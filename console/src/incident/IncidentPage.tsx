import { get } from '@muster/core/incident/wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../platform/api.ts'
import { useSaid } from '../platform/language.ts'
import { useTimes } from '../platform/time.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { type Doing, IncidentActs } from './IncidentActs.tsx'
import { Timeline } from './Timeline.tsx'
import { usePacks } from './usePacks.ts'
import { useIncidentWords } from './words.ts'

type Whole = OutputOf<typeof get>

/** One incident: its level and phase, what can be done with it, and its timeline. */
export function IncidentPage() {
  const { incidentId = '' }: { incidentId?: string } = useParams({ strict: false })
  const asked = useAsk(get, { incidentId })
  return <Answer asked={asked}>{incident => <IncidentView incident={incident} />}</Answer>
}

function IncidentView({ incident }: { incident: Whole }) {
  const say = useIncidentWords()
  const packs = usePacks()
  const [doing, setDoing] = useState<Doing>()
  const blocked = incident.closedAt ? say('closed') : undefined
  const act = (what: Doing, verb: string, primary?: boolean) => (
    <Act key={what} verb={verb} blocked={blocked} type={primary ? 'primary' : 'default'} onClick={() => setDoing(what)}>
      {say(what)}
    </Act>
  )
  return (
    <Page
      title={incident.name}
      beside={<StateMark state={packs.levelTone(incident)}>{packs.levelWord(incident) || say('noLevel')}</StateMark>}
      actions={[
        act('close', 'incident.command'),
        act('enterPhase', 'incident.command'),
        act('changeLevel', 'incident.command'),
        act('note', 'incident.note', true),
      ]}
    >
      <div className="split">
        <Section title={say('timeline')}>
          <Timeline entries={incident.timeline} />
        </Section>
        <Facts incident={incident} />
      </div>
      <IncidentActs key={incident.version} incident={incident} doing={doing} onDone={() => setDoing(undefined)} />
    </Page>
  )
}

function Facts({ incident }: { incident: Whole }) {
  const say = useIncidentWords()
  const said = useSaid()
  const times = useTimes()
  const packs = usePacks()
  const posts = packs.packOf(incident.kind)?.posts ?? []
  return (
    <aside>
      <dl className="facts">
        <dt>{say('kind')}</dt>
        <dd>{packs.kindWord(incident.kind)}</dd>
        <dt>{say('place')}</dt>
        <dd>{incident.territory.name}</dd>
        <dt>{say('phase')}</dt>
        <dd>{packs.phaseWord(incident) || say('noPhase')}</dd>
        <dt>{say('startedAt')}</dt>
        <dd>{times.moment(incident.startedAt)}</dd>
        <dt>{say('closedAt')}</dt>
        <dd>{incident.closedAt ? times.moment(incident.closedAt) : say('running')}</dd>
      </dl>
      <h3 className="legend">{say('posts')}</h3>
      <ul className="plain-list">
        {posts.map(({ key, words, danger }) => (
          <li key={key}>
            {said(words)} {danger && <StateMark state="watch">{say('danger')}</StateMark>}
          </li>
        ))}
      </ul>
    </aside>
  )
}
