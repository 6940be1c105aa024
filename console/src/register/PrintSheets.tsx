import type { Register } from '@muster/core/register/wire.ts'
import { useState } from 'react'
import { newId } from '../platform/ids.ts'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { useRegisterWords } from './words.ts'

const LINES = 20
const MOST_SHEETS = 20

interface Props {
  readonly register: Register
  readonly onClose: () => void
}

/** How many sheets for which post; they are numbered on a page of their own, ready for the printer. */
export function PrintSheets({ register: { id, posts }, onClose }: Props) {
  const say = useRegisterWords()
  const [request] = useState(newId)
  const [postId, setPostId] = useState(posts[0]?.id ?? '')
  const [sheets, setSheets] = useState('2')
  const count = Number(sheets)
  const open = () => {
    const search = new URLSearchParams({ post: postId, request, sheets })
    window.open(`/registers/${id}/sheets?${search}`, '_blank', 'noopener')
    onClose()
  }
  return (
    <Confirm
      open
      title={say('print')}
      does={say('print')}
      blocked={!postId || !Number.isInteger(count) || count < 1 || count > MOST_SHEETS}
      onDo={open}
      onClose={onClose}
    >
      <p className="soft">{say('printSays')}</p>
      <ChooseField
        label={say('post')}
        value={postId}
        options={posts.map(({ id: key, name }) => ({ key, name }))}
        onChange={setPostId}
      />
      <NumberField
        label={say('sheets')}
        hint={say('sheetsHint', { count: LINES })}
        least={1}
        most={MOST_SHEETS}
        value={sheets}
        onChange={setSheets}
      />
    </Confirm>
  )
}
