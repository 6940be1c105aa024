import type { Problem } from '@muster/core/platform/problem.ts'
import Modal from 'antd/es/modal'
import { ProblemNote } from './ProblemNote.tsx'
import { useSharedWords } from './words.ts'

interface Props {
  readonly open: boolean
  readonly title: string
  /** The word on the button that does it: a verb, never "OK". */
  readonly does: string
  readonly busy?: boolean
  readonly grave?: boolean
  readonly blocked?: boolean
  readonly wide?: boolean
  readonly problem?: Problem | undefined
  readonly onDo: () => void
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** Asks before something that others will see; the button says what will happen. Esc leaves without doing it. */
export function Confirm(props: Props) {
  const say = useSharedWords()
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.does}
      cancelText={say('cancel')}
      confirmLoading={props.busy ?? false}
      okButtonProps={{ danger: props.grave ?? false, disabled: props.blocked ?? false }}
      onOk={props.onDo}
      onCancel={props.onClose}
      width={props.wide ? 860 : 520}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {props.children}
      <ProblemNote problem={props.problem} again={props.onDo} />
    </Modal>
  )
}
