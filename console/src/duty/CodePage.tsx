import { code, type Sheet, sheet } from '@muster/core/duty/turns.wire.ts'
import { useParams } from '@tanstack/react-router'
import QRCode from 'antd/es/qr-code'
import { useAsk } from '../platform/api.ts'
import { useNow } from '../platform/clock.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { addressOf } from '../shared/LinkOnce.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { useListed } from '../shared/useListed.ts'
import { lasting, useAge } from './Age.tsx'
import { LIGHT, Overlay } from './Overlay.tsx'
import { useDutyWords } from './words.ts'

/** Soon after a code has changed, the screen has the new one; the old one holds for half a minute more. */
const ANEW = 3000

/** The captain's screen: a code that changes every half minute, large enough to be scanned from two metres. */
export function CodePage() {
  const { shiftId = '' }: { shiftId?: string } = useParams({ strict: false })
  const say = useDutyWords()
  const asked = useAsk(sheet, { shiftId }, { every: 15_000 })
  const post = asked.data?.post
  const back = post
    ? { to: `/duty/posts/${post.id}`, search: { shift: shiftId }, words: say('codeBack') }
    : { to: '/duty', words: say('codeBack') }
  return (
    <Overlay title={say('code')} palette={LIGHT} back={back} className="code-screen">
      <Answer asked={lasting(asked)}>
        {answer => (
          <>
            <Head sheet={answer} />
            <Code shiftId={shiftId} />
            <Came sheet={answer} />
          </>
        )}
      </Answer>
    </Overlay>
  )
}

function Head({ sheet: { post, shift } }: { sheet: Sheet }) {
  const times = useTimes()
  return (
    <header>
      <h1>{post.name}</h1>
      <p className="digits">
        {times.brief(shift.startsAt)}–{times.clock(shift.endsAt)}
      </p>
    </header>
  )
}

function Code({ shiftId }: { shiftId: string }) {
  const say = useDutyWords()
  const asked = useAsk(code, { shiftId }, { every: ANEW })
  const now = useNow(1000)
  const { old } = useAge(asked.heardAt)
  if (old && asked.data) return <Gone />
  return (
    <Answer asked={lasting(asked)}>
      {answer => (
        <div className="code-body">
          <figure>
            {/* NOTE: black on white in every appearance: cameras read nothing else well. */}
            <QRCode
              value={addressOf(`/m/k/${answer.code}`)}
              type="svg"
              size={440}
              style={{ width: 'min(440px, 86vw)', height: 'auto' }}
              color="#000000"
              bgColor="#ffffff"
              errorLevel="M"
              aria-label={say('codeQr')}
            />
            <figcaption>{say('codeScan')}</figcaption>
          </figure>
          <div>
            <p>{say('codeType')}</p>
            <p className="code-digits">
              {answer.digits.slice(0, 3)} {answer.digits.slice(3)}
            </p>
            <p className="soft digits">
              {say('codeUntil', { seconds: Math.max(1, Math.ceil((Date.parse(answer.until) - now) / 1000)) })}
            </p>
          </div>
        </div>
      )}
    </Answer>
  )
}

/** A code that nobody renews is worth nothing: better none than one that is refused. */
function Gone() {
  const say = useDutyWords()
  return (
    <div className="code-gone" role="alert">
      <StateMark state="gap">{say('codeGone')}</StateMark>
      <p>{say('codeGoneDo')}</p>
    </div>
  )
}

const NEWEST = 5

/** Who has just come, so that everybody in the queue sees that it worked. */
function Came({ sheet: { shift, present, people, missing } }: { sheet: Sheet }) {
  const say = useDutyWords()
  const listed = useListed()
  const here = people
    .filter(({ turn, state }) => turn?.in && (state === 'on' || state === 'break'))
    .toSorted((one, two) => Date.parse(two.turn?.in ?? '') - Date.parse(one.turn?.in ?? ''))
  const names = (some: typeof here) =>
    listed(some.slice(0, NEWEST).map(({ person }) => person.name ?? person.volunteerNo))
  const isProven = ({ turn }: (typeof here)[number]) => !turn?.flags.includes('unproven')
  const [newest, waiting] = [here.filter(isProven), here.filter(line => !isProven(line))]
  return (
    <output className="code-came">
      <StateMark state={missing > 0 ? 'watch' : 'good'}>{say('codeHere', { present, need: shift.people })}</StateMark>{' '}
      {newest.length > 0 && <span>{say('codeNewest', { names: names(newest) })}</span>}{' '}
      {waiting.length > 0 && <StateMark state="watch">{say('codeWaiting', { names: names(waiting) })}</StateMark>}
    </output>
  )
}
