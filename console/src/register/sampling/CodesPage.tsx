import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { issueCodes } from '@muster/core/register/sampling/residents.wire.ts'
import Button from 'antd/es/button'
import QRCode from 'antd/es/qr-code'
import { useState } from 'react'
import './Codes.css'
import { useChosenIncident } from '../../incident/useChosenIncident.ts'
import { useTell } from '../../platform/api.ts'
import { newId } from '../../platform/ids.ts'
import { usePlacesOf, useSession } from '../../platform/session.ts'
import { Act } from '../../shared/Act.tsx'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Page } from '../../shared/Page.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { PlaceField } from '../../territory/PlaceField.tsx'
import { RegisterTabs } from '../RegisterTabs.tsx'
import { useSamplingWords } from './words.ts'

const KINDS = ['family', 'person'] as const
const HAD = ['keep', 'replace'] as const
type Codes = OutputOf<typeof issueCodes>['rows']

/** Makes codes for the households or people of a place, ready to be printed and cut. */
export function CodesPage() {
  const say = useSamplingWords()
  const { incident } = useChosenIncident()
  const [codes, setCodes] = useState<Codes>()
  return (
    <Page title={say('codes')}>
      <RegisterTabs />
      <p className="soft no-print">{say('codesSays')}</p>
      <MakeCodes incidentId={incident?.id} onMade={setCodes} />
      {codes && (codes.length > 0 ? <Cards codes={codes} /> : <Empty title={say('codesNone')} />)}
    </Page>
  )
}

/** For whom, and whether whoever has a code keeps it. */
function MakeCodes({ incidentId, onMade }: { incidentId: string | undefined; onMade: (codes: Codes) => void }) {
  const say = useSamplingWords()
  const within = usePlacesOf(['city-desk', 'street-desk'])
  const [place, setPlace] = useState<readonly Choice[]>([])
  const [building, setBuilding] = useState('')
  const [kind, setKind] = useState<(typeof KINDS)[number]>('family')
  const [had, setHad] = useState<(typeof HAD)[number]>('keep')
  const { tell, telling, problem } = useTell(issueCodes)
  const [territory] = place
  const make = async () => {
    if (!incidentId || !territory) return
    const where = { territory: territory.key, ...(building.trim() && { building: building.trim() }) }
    const answer = await tell({ incidentId, id: newId(), kind, replace: had === 'replace', ...where })
    if (answer) onMade(answer.rows)
  }
  const one = <K extends string>(options: readonly K[], name: (key: K) => string) =>
    options.map(key => ({ key, name: name(key) }))
  return (
    <form
      className="no-print codes-form"
      onSubmit={event => {
        event.preventDefault()
        void make()
      }}
    >
      <PlaceField label={say('place')} required within={within} value={place} onChange={setPlace} />
      <TextField label={say('building')} hint={say('buildingHint')} most={40} value={building} onChange={setBuilding} />
      <ChooseField
        label={say('kind')}
        value={kind}
        options={one(KINDS, key => say(`kind.${key}`))}
        onChange={setKind}
      />
      <ChooseField label={say('had')} value={had} options={one(HAD, key => say(`had.${key}`))} onChange={setHad} />
      <Act
        verb="register.plan"
        type="primary"
        htmlType="submit"
        loading={telling}
        blocked={incidentId ? undefined : say('noIncident')}
      >
        {say('makeCodes')}
      </Act>
      <ProblemNote problem={problem} />
    </form>
  )
}

function Cards({ codes }: { codes: Codes }) {
  const say = useSamplingWords()
  const { tenant } = useSession()
  return (
    <>
      <p className="no-print codes-ready" aria-live="polite">
        <b>{say('codesReady', { count: codes.length })}</b>{' '}
        <Button type="primary" onClick={() => window.print()}>
          {say('print')}
        </Button>
      </p>
      <ul className="codes">
        {codes.map(({ codeId, code, door, name, kind }) => (
          <li key={codeId}>
            <QRCode
              value={code}
              type="svg"
              size={132}
              color="#000000"
              bgColor="#ffffff"
              bordered={false}
              aria-label={say(`kind.${kind}`)}
            />
            <div>
              <b>{door}</b>
              {kind === 'person' && <span>{name}</span>}
              <small>
                {tenant.name} · {say(`kind.${kind}`)}
              </small>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
