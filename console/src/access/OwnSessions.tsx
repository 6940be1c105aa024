import { revokeSession, type Session, sessions } from '@muster/core/access/wire.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import Button from 'antd/es/button'
import { useAsk, useTell } from '../platform/api.ts'
import { useTimes } from '../platform/time.ts'
import { Answer } from '../shared/Answer.tsx'
import { type Column, DataTable } from '../shared/DataTable.tsx'
import { Section } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useDeskWords } from './desk-words.ts'
import { deviceOf } from './device.ts'

type Device = z.infer<typeof Session>

/** Where one is signed in; a lost phone is signed out from here. */
export function OwnSessions() {
  const say = useDeskWords()
  const asked = useAsk(sessions, {})
  const { tell, telling, problem } = useTell(revokeSession)
  const done = useDone()
  const out = async (sessionId: string) => {
    if (await tell({ sessionId })) done(say('signedDeviceOut'))
  }
  const columns = useColumns(telling, out)
  return (
    <Section title={say('sessions')} beside={say('sessionsHint')}>
      <ProblemNote problem={problem} />
      <Answer asked={asked}>
        {({ rows }) => <DataTable caption={say('sessions')} columns={columns} rows={rows} keyOf={({ id }) => id} />}
      </Answer>
    </Section>
  )
}

function useColumns(busy: boolean, out: (id: string) => Promise<void>): Column<Device>[] {
  const say = useDeskWords()
  const times = useTimes()
  return [
    {
      key: 'device',
      title: say('device'),
      cell: row => (
        <>
          <span title={row.device}>{deviceOf(row.device) || say('device.unknown')}</span>{' '}
          {row.current && <span className="mark-good">· {say('thisDevice')}</span>}
        </>
      ),
    },
    { key: 'seen', title: say('seen'), cell: row => times.moment(row.seenAt) },
    { key: 'since', title: say('since'), cell: row => times.moment(row.createdAt), wideOnly: true },
    { key: 'expires', title: say('expires'), cell: row => times.moment(row.expiresAt), wideOnly: true },
    {
      key: 'act',
      title: '',
      cell: row =>
        !row.current && (
          <Button size="small" loading={busy} onClick={() => void out(row.id)}>
            {say('signDeviceOut')}
          </Button>
        ),
    },
  ]
}
