import { control as getControl, type ControlPage as Whole } from '@muster/core/roster/control.wire.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useSaid } from '../../platform/language.ts'
import { useTimes } from '../../platform/time.ts'
import { Act } from '../../shared/Act.tsx'
import { Answer } from '../../shared/Answer.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { Go } from '../../shared/Go.tsx'
import { Note } from '../../shared/Note.tsx'
import { Page, Section } from '../../shared/Page.tsx'
import { StateMark } from '../../shared/StateMark.tsx'
import { AmendControl } from './AmendControl.tsx'
import { Answering } from './Answering.tsx'
import { ChangeLevel } from './ChangeLevel.tsx'
import { EndControl, RenewControl, SetSites } from './ControlActs.tsx'
import { NamePerson } from './NamePerson.tsx'
import { useControlWords } from './words.ts'

type Doing = 'changeLevel' | 'renew' | 'amend' | 'sitesAct' | 'end'
type SiteLine = Whole['sites'][number]

/** One control zone: its buildings with owners and posts, what holds, and how it came to be. */
export function ControlPage() {
  const { controlId = '' }: { controlId?: string } = useParams({ strict: false })
  return <Answer asked={useAsk(getControl, { controlId })}>{whole => <ControlView whole={whole} />}</Answer>
}

function ControlView({ whole }: { whole: Whole }) {
  const say = useControlWords()
  const said = useSaid()
  const [doing, setDoing] = useState<Doing>()
  const { control } = whole
  const close = () => setDoing(undefined)
  return (
    <Page
      title={control.name}
      beside={
        <StateMark state={control.tone}>
          {`${control.levelWords ? said(control.levelWords) : say('noLevel')} · ${say(`state.${control.state}`)}`}
        </StateMark>
      }
      actions={<Actions whole={whole} onDo={setDoing} />}
    >
      {control.state === 'lapsed' && <Note state="gap">{say('state.lapsed')}</Note>}
      <div className="split">
        <div>
          <Section title={say('sites')}>
            <SiteTable whole={whole} />
          </Section>
          <Section title={say('history')}>
            <History whole={whole} />
          </Section>
        </div>
        <aside>
          <Facts whole={whole} />
          <Answering what="control" whatId={control.id} />
        </aside>
      </div>
      {doing === 'changeLevel' && <ChangeLevel control={control} onClose={close} />}
      {doing === 'renew' && <RenewControl control={control} onClose={close} />}
      {doing === 'amend' && <AmendControl control={control} onClose={close} />}
      {doing === 'sitesAct' && <SetSites whole={whole} onClose={close} />}
      {doing === 'end' && <EndControl control={control} onClose={close} />}
    </Page>
  )
}

function Actions({ whole: { control }, onDo }: { whole: Whole; onDo: (doing: Doing) => void }) {
  const say = useControlWords()
  const over = control.state === 'ended' ? say('state.ended') : undefined
  const act = (doing: Doing, blocked = over, primary = false) => (
    <Act
      key={doing}
      verb="roster.control"
      blocked={blocked}
      type={primary ? 'primary' : 'default'}
      onClick={() => onDo(doing)}
    >
      {say(doing)}
    </Act>
  )
  const early = control.level === null ? say('noLevel') : over
  return [act('end'), act('sitesAct'), act('amend', early), act('renew', early), act('changeLevel', over, true)]
}

function SiteTable({ whole: { sites } }: { whole: Whole }) {
  const say = useControlWords()
  const [naming, setNaming] = useState<SiteLine['site']>()
  const title = ({ site }: SiteLine) => (site.parent ? `${site.parent.name} ${site.name}` : site.name)
  return (
    <>
      <DataTable
        caption={say('sites')}
        rows={sites}
        keyOf={({ site }) => site.id}
        tone={row => (row.site.kind === 'building' && !row.owner ? 'gap' : undefined)}
        empty={<p className="soft">{say('sitesNone')}</p>}
        columns={[
          { key: 'name', title: say('name'), cell: title },
          { key: 'owner', title: say('owner'), cell: row => <Owner row={row} onName={() => setNaming(row.site)} /> },
          {
            key: 'post',
            title: say('post'),
            cell: ({ post }) => (post ? <Go to={`/posts/${post.id}`}>{post.name}</Go> : '–'),
          },
          { key: 'homes', title: say('households'), number: true, cell: ({ site }) => site.households ?? '–' },
        ]}
      />
      {naming && <NamePerson what="site" whatId={naming.id} site={naming.name} onClose={() => setNaming(undefined)} />}
    </>
  )
}

/** The owner's name and unit, or the act that gives the building one. */
function Owner({ row: { site, owner }, onName }: { row: SiteLine; onName: () => void }) {
  const say = useControlWords()
  if (site.kind !== 'building') return '–'
  return (
    <>
      {owner && (
        <>
          {owner.person.name} <span className="soft small">{owner.person.unit}</span>{' '}
        </>
      )}
      <Act verb="roster.control" size="small" onClick={onName}>
        {say(owner ? 'changeOwner' : 'nameOwner')}
      </Act>
    </>
  )
}

function Facts({ whole: { control } }: { whole: Whole }) {
  const say = useControlWords()
  const times = useTimes()
  const day = (at: string | null) => (at ? times.day(times.fromField(`${at}T12:00`)) : '–')
  return (
    <>
      <h3 className="legend">
        <a href={`/m/z/${control.territory.code}`} target="_blank" rel="noreferrer">
          {say('publicPage')}
        </a>
      </h3>
      <dl className="facts">
        <dt>{say('place')}</dt>
        <dd>{control.territory.name}</dd>
        <dt>{say('since')}</dt>
        <dd>{control.since ? times.moment(control.since) : '–'}</dd>
        <dt>{say('reviewOn')}</dt>
        <dd>{day(control.reviewOn)}</dd>
        <dt>{say('endsOn')}</dt>
        <dd>{day(control.endsOn)}</dd>
        <dt>{say('basis')}</dt>
        <dd>{control.basis ?? '–'}</dd>
        <dt>{say('issuer')}</dt>
        <dd>{control.issuer ?? '–'}</dd>
        <dt>{say('contact')}</dt>
        <dd>{control.contact ?? '–'}</dd>
      </dl>
      {control.measures.length > 0 && (
        <>
          <h3 className="legend">{say('measures')}</h3>
          <ol className="plain-list">
            {control.measures.map(measure => (
              <li key={measure}>{measure}</li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function History({ whole: { history } }: { whole: Whole }) {
  const said = useSaid()
  const times = useTimes()
  return (
    <ol className="plain-list">
      {history.map(entry => (
        <li key={entry.id}>
          <span className="soft">{times.moment(entry.at)}</span> {said(entry)}{' '}
          <span className="soft small">{entry.by}</span>
        </li>
      ))}
    </ol>
  )
}
