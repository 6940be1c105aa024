import type { Rota } from '@muster/core/roster/rota.wire.ts'
import { diff, type RotaVersion, versions } from '@muster/core/roster/versions.wire.ts'
import { useState } from 'react'
import { useAsk } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { Answer } from '../../shared/Answer.tsx'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Side } from '../../shared/Side.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import { VersionView } from './VersionView.tsx'
import { useRotaWords } from './words.ts'

/** Everything that was published, for ever, and what differs between any two of them. */
export function VersionsSide({ rota, onDone }: { rota: Rota; onDone: () => void }) {
  const say = useRotaWords()
  const asked = useAsk(versions, { rotaId: rota.id })
  return (
    <Side open wide title={say('versions')} onClose={onDone}>
      <Answer asked={asked}>
        {answer =>
          answer.versions.length === 0 ? (
            <Empty title={say('versionsNone')} />
          ) : (
            <>
              <VersionList rotaId={rota.id} versions={answer.versions} />
              <Compare rotaId={rota.id} versions={answer.versions} />
            </>
          )
        }
      </Answer>
    </Side>
  )
}

interface ListProps {
  readonly rotaId: string
  readonly versions: readonly RotaVersion[]
}

/** Every version with who published it; one of them is read as it was. */
function VersionList({ rotaId, versions: all }: ListProps) {
  const say = useRotaWords()
  const times = useTimes()
  const [read, setRead] = useState<number>()
  return (
    <ul className="plain-list rota-versions">
      {all.map(one => (
        <li key={one.number}>
          <b>{say('versionNo', { number: one.number })}</b>{' '}
          <span>{say('versionBy', { by: one.by, at: times.moment(one.at) })}</span>{' '}
          <button
            type="button"
            className="text-link"
            aria-expanded={read === one.number}
            onClick={() => setRead(read === one.number ? undefined : one.number)}
          >
            {say(read === one.number ? 'closeVersion' : 'readVersion')}
          </button>
          <br />
          <span className="soft small">
            {say('versionCounts', one)} · {say('digest')} <span className="code">{one.digest.slice(0, 12)}</span>
          </span>
          {read === one.number && <VersionView rotaId={rotaId} number={one.number} />}
        </li>
      ))}
    </ul>
  )
}

const DRAFT = 'draft'

function Compare({ rotaId, versions: all }: ListProps) {
  const say = useRotaWords()
  const last = Math.max(...all.map(({ number }) => number))
  const [from, setFrom] = useState(String(last))
  const [to, setTo] = useState(DRAFT)
  const asked = useAsk(
    diff,
    { rotaId, from: Number(from), ...(to === DRAFT ? {} : { to: Number(to) }) },
    { keep: true },
  )
  const numbers = all.map(({ number }) => ({ key: String(number), name: say('versionNo', { number }) }))
  return (
    <section>
      <h3 className="legend">{say('compare')}</h3>
      <div className="fields">
        <ChooseField
          label={say('compareFrom')}
          value={from}
          options={[{ key: '0', name: say('nothing') }, ...numbers]}
          onChange={setFrom}
        />
        <ChooseField
          label={say('compareTo')}
          value={to}
          options={[{ key: DRAFT, name: say('theDraft') }, ...numbers]}
          onChange={setTo}
        />
      </div>
      <Answer asked={asked}>
        {({ changes }) =>
          changes.length === 0 ? <p className="soft">{say('noChange')}</p> : <ChangeTable changes={changes} />
        }
      </Answer>
    </section>
  )
}
