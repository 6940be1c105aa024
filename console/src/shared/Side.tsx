import type { Problem } from '@muster/core/platform/problem.ts'
import Button from 'antd/es/button'
import Drawer from 'antd/es/drawer'
import './Side.css'
import { ProblemNote } from './ProblemNote.tsx'
import { useSharedWords } from './words.ts'

interface Props {
  readonly open: boolean
  readonly title: string
  /** The word on the button that saves; without it there is nothing to save. */
  readonly does?: string
  readonly busy?: boolean
  readonly blocked?: boolean
  readonly wide?: boolean
  readonly problem?: Problem | undefined
  readonly onDo?: () => void
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** A form beside the page it belongs to: what one fills in is seen next to what is there. Enter saves, Esc leaves. */
export function Side(props: Props) {
  const say = useSharedWords()
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      size={props.wide ? 860 : 480}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <form
        className="side"
        onSubmit={event => {
          event.preventDefault()
          if (!props.blocked && !props.busy) props.onDo?.()
        }}
      >
        {props.children}
        <ProblemNote problem={props.problem} again={props.onDo} />
        <footer className="side-foot">
          <Button onClick={props.onClose}>{props.does ? say('cancel') : say('close')}</Button>
          {props.does && (
            <Button type="primary" htmlType="submit" loading={props.busy ?? false} disabled={props.blocked ?? false}>
              {props.does}
            </Button>
          )}
        </footer>
      </form>
    </Drawer>
  )
}
