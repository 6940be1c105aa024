import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { type Answers, photosIn, sameness } from '@muster/core/register/answers.ts'
import { cameBack, entered, withdrawn } from '@muster/core/register/kinds.ts'
import { type Entry, mine } from '@muster/core/register/wire.ts'
import { useState } from 'preact/hooks'
import { OwnPage } from '../access/own-page.tsx'
import { useMe } from '../access/session.tsx'
import { api } from '../platform/api.ts'
import { now, timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { useChanges } from '../platform/live.ts'
import { useKeptLoad } from '../platform/load.ts'
import type { Kept } from '../platform/outbox.ts'
import { type Gone, useSync, writeAll, writeDown } from '../platform/sync.ts'
import { type Trouble, troubleOf } from '../platform/trouble.ts'
import { newId } from '../platform/uuid.ts'
import { Shown } from '../shared/faces.tsx'
import { Notice, Sign, TroubleNotice } from '../shared/notice.tsx'
import { FillIn } from './fill-in.tsx'
import { PHOTO } from './photos.ts'
import { gistOf } from './question.tsx'
import { SamplingLink } from './sampling/sampling-page.tsx'
import { words } from './words.ts'

type AtPost = OutputOf<typeof mine>['rows'][number]
type Register = AtPost['registers'][number]

/** What is written down at one's posts; works the same without a line. @param id `post.register`, or empty: choose */
export function RegisterPage({ id }: { id: string }) {
  const say = useWords(words)
  const account = useMe()?.account.id
  return (
    <OwnPage tab="duty" title={say('title')}>
      {() => account && <Registers account={account} id={id} />}
    </OwnPage>
  )
}

function Registers({ account, id }: { account: string; id: string }) {
  const of = { account, key: 'registers', topics: 'registers duty' }
  const asked = useKeptLoad<{ rows: AtPost[] }>(of, () => api(mine, {}))
  useChanges(
    (asked.data?.rows ?? []).flatMap(({ registers }) => registers.map(one => `register/${one.id}`)).join(' '),
    asked.reload,
  )
  return (
    <>
      <SamplingLink account={account} />
      <Shown of={asked}>
        {({ rows }) => {
          const all = rows.flatMap(post => post.registers.map(register => ({ post, register })))
          const chosen =
            all.find(({ post, register }) => id === `${post.post.id}.${register.id}`) ??
            (all.length === 1 ? all[0] : undefined)
          if (!chosen) return <Choose rows={rows} />
          return <AtRegister key={`${chosen.post.post.id}.${chosen.register.id}`} {...chosen} />
        }}
      </Shown>
    </>
  )
}

function Choose({ rows }: { rows: readonly AtPost[] }) {
  const say = useWords(words)
  const language = useLanguage()
  if (rows.length === 0) return <p class="soft">{say('none')}</p>
  return (
    <div class="stack">
      <h1>{say('choose')}</h1>
      {rows.map(({ post, registers }) => (
        <section class="card" key={post.id}>
          <h2>{post.name}</h2>
          {registers.map(register => (
            <a class="weui-btn weui-btn_default" key={register.id} href={`/m/register/${post.id}.${register.id}`}>
              {register.form.words[language]}
            </a>
          ))}
        </section>
      ))}
    </div>
  )
}

function AtRegister({ post: { post, out, recent }, register }: { post: AtPost; register: Register }) {
  const say = useWords(words)
  const language = useLanguage()
  const { entries, sent: justSent, lasting } = useSync()
  const [trouble, setTrouble] = useState<Trouble>()
  const [saved, setSaved] = useState<string>()
  const { form } = register
  const { here, sent } = apart(register, post.id, { entries, justSent, recent })
  const troubled = (error: unknown) => setTrouble(troubleOf(error))
  const save = async (answers: Answers) => {
    setTrouble(undefined)
    const gist = gistOf(form.questions, answers, language)
    const payload = { registerId: register.id, formVersion: register.formVersion, answers }
    try {
      const id = newId()
      const photos = photosIn(form, answers).map(photoId => ({
        fact: { kind: PHOTO, subjectId: id, payload: { photoId } },
        label: say('photoOf', { what: gist }),
      }))
      await writeAll([{ id, fact: { kind: entered.name, subjectId: post.id, payload }, label: gist }, ...photos])
      setSaved(gist)
    } catch (error) {
      troubled(error)
      throw error
    }
  }
  const before = [
    ...here.map(({ fact }) => ({ same: sameness(form, fact.payload.answers as Answers), at: fact.occurredAt })),
    ...sent.map(entry => ({ same: sameness(form, { ...entry.answers, ...entry.personal }), at: entry.at })),
  ].filter(({ at }) => now() - Date.parse(at) < (form.same?.minutes ?? 0) * 60_000)
  return (
    <div class="stack">
      <h1>{form.words[language]}</h1>
      <p class="soft">{post.name}</p>
      {!lasting && <Notice tone="watch">{say('notLasting')}</Notice>}
      <TroubleNotice trouble={trouble} />
      {saved !== undefined && !trouble && <Notice tone="good" title={say('savedHere', { what: saved })} live />}
      <FillIn registerId={register.id} form={form} before={before} onSave={save} />
      {form.returns && (
        <StillOut
          register={register}
          postId={post.id}
          out={out}
          here={here}
          entries={[...entries, ...justSent]}
          onTrouble={troubled}
        />
      )}
      <Recent
        register={register}
        postId={post.id}
        here={here}
        sent={sent}
        entries={[...entries, ...justSent]}
        onTrouble={troubled}
      />
    </div>
  )
}

type Here = Omit<Kept, 'state'> & { readonly state: Kept['state'] | 'sent' }

interface ListProps {
  readonly register: Register
  readonly postId: string
  /** What this page wrote down: still on the phone, or sent meanwhile. */
  readonly here: readonly Here[]
  readonly onTrouble: (error: unknown) => void
  /** All that waits on this phone: what was noted there already is not offered again. */
  readonly entries: readonly Kept[]
}

const notedAlready = (entries: readonly Kept[], entryId: string): boolean =>
  entries.some(
    ({ fact, state }) => state !== 'refused' && fact.kind !== entered.name && fact.payload.entryId === entryId,
  )

/** What only this page knows of, and what the server has told of: its word is the later one. */
function apart(
  register: Register,
  postId: string,
  of: { entries: readonly Kept[]; justSent: readonly Gone[]; recent: readonly Entry[] },
) {
  const isOwn = ({ fact }: Kept) =>
    fact.kind === entered.name && fact.subjectId === postId && fact.payload.registerId === register.id
  const waiting = of.entries.filter(isOwn)
  const sent = of.recent.filter(entry => entry.registerId === register.id && !waiting.some(({ id }) => id === entry.id))
  const told = new Set(sent.map(({ id }) => id))
  const gone = of.justSent.filter(entry => isOwn(entry) && !told.has(entry.id))
  const here: readonly Here[] = [...waiting, ...gone.map(entry => ({ ...entry, state: 'sent' as const }))]
  return { here, sent }
}

/** Who went out and has not come back, whether or not the server knows of them yet. */
function StillOut({ register, postId, out, here, entries, onTrouble }: ListProps & { out: readonly Entry[] }) {
  const say = useWords(words)
  const language = useLanguage()
  const { questions } = register.form
  const rows = [
    ...here.map(({ id, fact }) => ({
      id,
      at: fact.occurredAt,
      gist: gistOf(questions, fact.payload.answers as Answers, language),
    })),
    ...out
      .filter(entry => entry.registerId === register.id && !here.some(({ id }) => id === entry.id))
      .map(entry => ({
        id: entry.id,
        at: entry.at,
        gist: gistOf(questions, { ...entry.answers, ...entry.personal }, language),
      })),
  ].filter(({ id }) => !notedAlready(entries, id))
  if (rows.length === 0) return null
  const back = (id: string, gist: string) =>
    writeDown(
      { kind: cameBack.name, subjectId: postId, payload: { registerId: register.id, entryId: id } },
      `${say('back')} ${gist}`,
    ).catch(onTrouble)
  return (
    <section class="card">
      <h2>{say('out', { count: rows.length })}</h2>
      <ul class="rows">
        {rows.map(({ id, at, gist }) => (
          <li class="rows__one" key={id}>
            <span>
              {gist}
              <small class="soft"> {timeOf(at, language)}</small>
            </span>
            <button type="button" class="rows__act" onClick={() => void back(id, gist)}>
              {say('back')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was just written down, with what became of it: people see that nothing is lost. */
function Recent({ register, postId, here, sent, entries, onTrouble }: ListProps & { sent: readonly Entry[] }) {
  const say = useWords(words)
  const language = useLanguage()
  const { questions } = register.form
  const rows = [
    ...here.map(({ id, fact, state }) => ({
      id,
      at: fact.occurredAt,
      state,
      answers: fact.payload.answers as Answers,
    })),
    ...sent.map(({ id, at, state, answers, personal }) => ({
      id,
      at,
      state: state === 'held' ? ('held' as const) : ('sent' as const),
      answers: { ...answers, ...personal },
    })),
  ]
    .filter(({ id }) => !notedAlready(entries, id))
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, 20)
  if (rows.length === 0) return null
  const takeBack = (id: string, gist: string) =>
    writeDown(
      {
        kind: withdrawn.name,
        subjectId: postId,
        supersedes: id,
        payload: { registerId: register.id, entryId: id, reason: say('takenBack') },
      },
      `${say('takeBack')} ${gist}`,
    ).catch(onTrouble)
  return (
    <section class="card">
      <h2>{say('recent')}</h2>
      <ul class="rows">
        {rows.map(({ id, at, state, answers }) => {
          const gist = gistOf(questions, answers, language)
          return (
            <li class="rows__one" key={id}>
              <span>
                {gist}
                <small class="soft"> {timeOf(at, language)}</small>
              </span>
              <Sign tone={state === 'sent' ? 'good' : state === 'refused' ? 'gap' : 'watch'}>{say(state)}</Sign>
              <button type="button" class="rows__act" onClick={() => void takeBack(id, gist)}>
                {say('takeBack')}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
