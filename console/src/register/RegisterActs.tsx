import { amend, close, type Register } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { ConfirmTell } from '../shared/ConfirmTell.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { PostsField } from './PostsField.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly register: Register
  readonly onClose: () => void
}

/** The posts where the register is kept from now on; the form stays as it is. */
export function AmendPosts({ register, onClose }: Props) {
  const say = useRegisterWords()
  const done = useDone()
  const { id: registerId, version, form, posts } = register
  const [postIds, setPostIds] = useState<readonly string[]>(posts.map(({ id }) => id))
  const { tell, telling, problem } = useTell(amend)
  const send = async () => {
    if (!(await tell({ registerId, version, form, postIds: [...postIds] }))) return
    done(say('amendDone'))
    onClose()
  }
  return (
    <Side
      open
      title={say('amendPosts')}
      does={say('amendPosts')}
      busy={telling}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <PostsField known={posts} value={postIds} onChange={setPostIds} />
    </Side>
  )
}

export function CloseRegister({ register, onClose }: Props) {
  const say = useRegisterWords()
  const input = { registerId: register.id, version: register.version }
  const words = { title: say('close'), says: say('closeSays'), did: say('closeDone') }
  return <ConfirmTell {...words} entry={close} input={input} onClose={onClose} />
}
