import QRCode from 'antd/es/qr-code'
import './LinkOnce.css'
import { Copy } from './Copy.tsx'
import { Note } from './Note.tsx'
import { useSharedWords } from './words.ts'

interface Props {
  /** As the server gives it: a path of this installation. */
  readonly link: string
  readonly children?: React.ReactNode
}

/** The whole address of a link that the server gave as a path. */
export const addressOf = (link: string): string => new URL(link, location.origin).href

/** A link that is shown this once: to copy, or to scan from the screen. */
export function LinkOnce({ link, children }: Props) {
  const say = useSharedWords()
  const address = addressOf(link)
  return (
    <div className="link-once">
      <Note state="watch">{say('linkOnce')}</Note>
      {children}
      <div className="link-once-body">
        {/* NOTE: always black on white, whatever the appearance: cameras read nothing else well. */}
        <QRCode
          value={address}
          type="svg"
          size={168}
          color="#000000"
          bgColor="#ffffff"
          errorLevel="M"
          aria-label={say('linkQr')}
        />
        <div>
          <p className="code">{address}</p>
          <Copy text={address} label={say('copyLink')} />
        </div>
      </div>
    </div>
  )
}
