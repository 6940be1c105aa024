import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import QRCode from 'antd/es/qr-code'
import { useState } from 'react'
import './Call.css'
import { Note } from '../shared/Note.tsx'
import type { DialogProps } from './CallDialogs.tsx'
import { useCallWords } from './words.ts'

/** Where the hand's screens show a call to whoever has its link. */
const PUBLIC = '/m/c/'

/** The public page of a call, as a link and as a code to scan or print. */
export function ShareDialog({ call, onDone }: DialogProps) {
  const say = useCallWords()
  const [copied, setCopied] = useState(false)
  const link = call.link ? `${location.origin}${PUBLIC}${encodeURIComponent(call.link)}` : ''
  const copy = () => void navigator.clipboard.writeText(link).then(() => setCopied(true))
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
            <Button onClick={copy}>{say('copy')}</Button>
          </p>
          {copied && <Note state="good">{say('copied')}</Note>}
        </div>
      </div>
    </Modal>
  )
}
