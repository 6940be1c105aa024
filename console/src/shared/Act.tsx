import Button, { type ButtonProps } from 'antd/es/button'
import Tooltip from 'antd/es/tooltip'
import { useMay } from '../platform/session.ts'

interface Props extends Omit<ButtonProps, 'disabled'> {
  /** The verb it needs. */
  readonly verb: string
  /** Why it cannot be done now, beside the actor's powers. */
  readonly blocked?: string | undefined
}

/** A button that writes: not usable, and saying why, when the actor may not or the page shows the past. */
export function Act({ verb, blocked, ...button }: Props) {
  const { may, why } = useMay(verb)
  const reason = may ? blocked : why
  if (!reason) return <Button {...button} />
  return (
    <Tooltip title={reason}>
      {/* NOTE: aria-disabled and not disabled, so that the keyboard reaches it and hears the reason. */}
      <Button
        {...button}
        className={`off ${button.className ?? ''}`}
        aria-disabled="true"
        onClick={event => event.preventDefault()}
      >
        {button.children}
        <span className="unseen">（{reason}）</span>
      </Button>
    </Tooltip>
  )
}
