import { setCover } from '@muster/core/roster/cover.wire.ts'
import { useTell } from '../../platform/api.ts'
import { useDone } from '../../shared/useDone.tsx'
import { useProtectWords } from './words.ts'

interface Row {
  readonly personId: string
  readonly until: string | null
}

/** Records cover and offers the way back: what was recorded before. */
export function useSetCover(onClose: () => void) {
  const say = useProtectWords()
  const done = useDone()
  const { tell, telling, problem } = useTell(setCover)
  const back = useTell(setCover)
  const send = async (rows: readonly Row[]) => {
    const set = await tell({ rows: [...rows] })
    if (!set) return
    done(say('didSet', { count: set.people }), () => void back.tell({ rows: set.before }))
    onClose()
  }
  return { send, busy: telling, problem }
}
