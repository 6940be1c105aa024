import { code } from '@muster/core/duty/turns.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useEffect } from 'preact/hooks'
import { OwnPage } from '../../access/own-page.tsx'
import { Qr } from '../../enrolment/qr.tsx'
import { api } from '../../platform/api.ts'
import { leftUntil } from '../../platform/clock.ts'
import { useWords } from '../../platform/language.ts'
import { useLoad } from '../../platform/load.ts'
import { useEvery } from '../../platform/now.ts'
import { Countdown } from '../../shared/countdown.tsx'
import { Shown } from '../../shared/faces.tsx'
import { Notice, Sign } from '../../shared/notice.tsx'
import { Thumb } from '../../shared/page.tsx'
import { type Lead, useLead } from './lead.ts'
import { words } from './words.ts'

/** The code on the captain's own phone: another one every half minute, and who has just come. */
export function LeadCodePage({ shiftId }: { shiftId: string }) {
  const say = useWords(words)
  const back = (
    <Thumb>
      <a class="weui-btn weui-btn_default" href={`/m/lead/${shiftId}`}>
        {say('backShift')}
      </a>
    </Thumb>
  )
  return (
    <OwnPage tab="duty" title={say('codeTitle')} thumb={back}>
      {person => <Rotating key={`${person.id} ${shiftId}`} shiftId={shiftId} />}
    </OwnPage>
  )
}

function Rotating({ shiftId }: { shiftId: string }) {
  useAwake()
  const lead = useLead(shiftId)
  const asked = useLoad(`code.${shiftId}`, '', () => api(code, { shiftId }))
  const { data } = asked
  useEvery(1000, () => {
    if (data && leftUntil(data.until).seconds === 0) asked.reload()
  })
  return (
    <div class="stack">
      <Here lead={lead} />
      <Shown of={asked}>{found => <Drawn found={found} lost={asked.trouble !== undefined} />}</Shown>
    </div>
  )
}

function Drawn({ found, lost }: { found: OutputOf<typeof code>; lost: boolean }) {
  const say = useWords(words)
  if (lost && leftUntil(found.until).seconds === 0) return <Notice tone="gap">{say('codeOld')}</Notice>
  return (
    <div class="badge code">
      <p class="soft small">{say('codeScan')}</p>
      <Qr
        text={new URL(`/m/k/${found.code}`, location.origin).href}
        label={say('codeQr')}
        otherwise={say('codeNone')}
      />
      <p class="soft small">{say('codeType')}</p>
      <p class="code__digits">
        {found.digits.slice(0, 3)} {found.digits.slice(3)}
      </p>
      <Countdown until={found.until} label={say('codeLeft')} />
    </div>
  )
}

const NEWEST = 3

/** Everybody in the queue sees that it worked. */
function Here({ lead: { sheet } }: { lead: Lead }) {
  const say = useWords(words)
  if (!sheet.data) return null
  const { post, shift, present, people } = sheet.data
  const newest = people
    .filter(({ turn, state }) => (state === 'on' || state === 'break') && !turn?.flags.includes('unproven'))
    .sort((one, two) => (two.turn?.in ?? '').localeCompare(one.turn?.in ?? ''))
    .slice(0, NEWEST)
    .map(({ person }) => person.name ?? person.volunteerNo)
  return (
    <>
      <h1>{post.name}</h1>
      <p class="signs" aria-live="polite">
        <Sign tone={present < shift.people ? 'watch' : 'good'}>{say('present', { present, need: shift.people })}</Sign>{' '}
        {newest.join(' · ')}
      </p>
    </>
  )
}

interface Lock {
  release(): Promise<void>
}
type Wakeful = Navigator & { wakeLock?: { request(kind: 'screen'): Promise<Lock> } }

/** Keeps the screen lit while the code is shown, where the browser can; it lets go by itself when the page is left. */
function useAwake() {
  useEffect(() => {
    let lock: Lock | undefined
    let shown = true
    const ask = () => {
      if (document.visibilityState !== 'visible') return
      ;(navigator as Wakeful).wakeLock?.request('screen').then(
        made => {
          lock = made
          if (!shown) void made.release()
        },
        () => undefined,
      )
    }
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      shown = false
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }, [])
}
