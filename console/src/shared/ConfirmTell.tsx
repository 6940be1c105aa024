import type { Endpoint, InputOf } from '@muster/core/platform/endpoint.ts'
import { useTell } from '../platform/api.ts'
import { Confirm } from './Confirm.tsx'
import { useDone } from './useDone.tsx'

interface Props<E extends Endpoint> {
  readonly title: string
  /** What will happen. */
  readonly says: string
  /** Said when it has happened. */
  readonly did: string
  readonly entry: E
  readonly input: InputOf<E>
  readonly onClose: () => void
}

/** Asks once more before a grave act that needs no further word. */
export function ConfirmTell<E extends Endpoint>({ title, says, did, entry, input, onClose }: Props<E>) {
  const done = useDone()
  const { tell, telling, problem } = useTell(entry)
  const send = async () => {
    if (!(await tell(input))) return
    done(did)
    onClose()
  }
  return (
    <Confirm
      open
      grave
      title={title}
      does={title}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <p>{says}</p>
    </Confirm>
  )
}
