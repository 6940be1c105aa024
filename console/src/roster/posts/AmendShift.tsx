import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { type Affected, amendShift, previewAmendShift } from '@muster/core/roster/posts.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { AffectedPart, decided, isDecided, NOTHING_CHOSEN } from './Affected.tsx'
import { ShiftFields } from './ShiftFields.tsx'
import { bodyOfShift, formOfShift, type ShiftForm } from './shift-form.ts'
import { usePostWords } from './words.ts'

/** Other hours, numbers or skills for one shift: first whom it touches, then the change. */
export function AmendShift({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const [form, setForm] = useState(() => formOfShift(shift))
  const [found, setFound] = useState<OutputOf<typeof previewAmendShift>>()
  const [choosing, setChoosing] = useState(NOTHING_CHOSEN)
  const looking = useTell(previewAmendShift)
  const { tell, telling, problem } = useTell(amendShift)
  const body = bodyOfShift(form)
  const set = (next: ShiftForm) => {
    setFound(undefined)
    setForm(next)
  }
  const look = async () => {
    if (!body) return
    const touched = await looking.tell({ shiftId: shift.id, ...body })
    if (!touched) return
    setFound(touched)
    if (touched.count === 0) await send([])
  }
  const send = async (affected: readonly Affected[]) => {
    if (!body) return
    if (!(await tell({ shiftId: shift.id, version: shift.version, ...body, ...decided(affected, choosing) }))) return
    done(say('didAmendShift'))
    onClose()
  }
  return (
    <Side
      open
      title={say('amendShift')}
      does={say('amendShift')}
      busy={telling || looking.telling}
      blocked={!body || (found !== undefined && !isDecided(found.rows, choosing))}
      problem={looking.problem ?? problem}
      onDo={() => void (found ? send(found.rows) : look())}
      onClose={onClose}
    >
      <ShiftFields form={form} onChange={set} />
      {found && found.count > 0 && <AffectedPart {...found} choosing={choosing} onChoose={setChoosing} />}
    </Side>
  )
}
