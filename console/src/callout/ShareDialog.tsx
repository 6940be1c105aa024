import Modal from 'antd/es/modal'
import QRCode from 'antd/es/qr-code'
import './Call.css'
import { type Seat, seats } from '@muster/core/callout/seats.wire.ts'
import { writeChain } from '@muster/core/people/chain.ts'
import { useAsk } from '../platform/api.ts'
import { Copy } from '../shared/Copy.tsx'
import type { DialogProps } from './CallDialogs.tsx'
import { useCallWords } from './words.ts'

/** Where the hand's screens show a call to whoever has its link. */
const PUBLIC = '/m/c/'

/** The public page of a call, as a link and as a code to scan or print. */
export function ShareDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const rows = useAsk(seats, { callId: call.id }).data?.rows ?? []
  const link = call.link ? `${location.origin}${PUBLIC}${encodeURIComponent(call.link)}` : ''
  return (
    <Modal open title={say('share')} footer={null} onCancel={onDone} width={560}>
      <div className="share">
        <div aria-hidden="true">
          <QRCode
            value={link}
            type="svg"
            size={180}
            bordered={false}
            errorLevel="M"
            color="#000000"
            bgColor="#ffffff"
          />
        </div>
        <div className="share-link">
          <p className="soft">{say('shareSays')}</p>
          <p className="code">{link}</p>
          <p>
            <Copy text={link} label={say('copy')} />
          </p>
          <p className="soft">{say('chainOutSays')}</p>
          <p>
            <Copy text={chainOf(call.title, rows)} label={say('chainOut')} />
          </p>
        </div>
      </div>
    </Modal>
  )
}

/** 接龙 out: who is confirmed, by place, then the reserve by rank, as a chat list that people can go on with. */
function chainOf(title: string, rows: readonly Seat[]): string {
  const order = (seat: Seat) => seat.place ?? 1_000_000 + (seat.rank ?? 0)
  const standing = rows.filter(({ place, rank }) => place !== null || rank !== null)
  const entries = standing
    .toSorted((a, b) => order(a) - order(b))
    .map(({ person, rank }) => ({ name: person.name ?? '', ...(rank !== null && { note: '候补' }) }))
  return writeChain(title, entries)
}
