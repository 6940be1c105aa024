import type { Rota } from '@muster/core/roster/rota.wire.ts'
import { useTimes } from '../../platform/time.ts'
import { AssignDialog } from '../assign/AssignDialog.tsx'
import { AmendRota } from './AmendRota.tsx'
import { placeAt } from './grid.ts'
import { PublishDialog } from './PublishDialog.tsx'
import type { PoolAnswer, Workbench } from './useWorkbench.ts'
import { VersionsSide } from './VersionsSide.tsx'
import { WishesSide } from './WishesSide.tsx'

export type Doing = 'publish' | 'versions' | 'override' | 'amend' | 'wishes'

interface Props {
  readonly rota: Rota
  readonly bench: Workbench
  /** Everybody of the pool, once they are known. */
  readonly people: PoolAnswer | undefined
  readonly doing: Doing | undefined
  readonly onDone: () => void
}

export function RotaDialogs({ rota, bench, people, doing, onDone }: Props) {
  if (doing === 'publish') return <PublishDialog rota={rota} gaps={bench.gaps.count} onDone={onDone} />
  if (doing === 'versions') return <VersionsSide rota={rota} onDone={onDone} />
  if (doing === 'amend') return <AmendRota rota={rota} onDone={onDone} />
  if (doing === 'wishes') return <WishesSide rota={rota} people={people?.people ?? []} onDone={onDone} />
  if (doing === 'override') return <Override bench={bench} onDone={onDone} />
  return null
}

/** What the guard stops on the board goes by the assignment itself: with a reason, a second name, and relief on its way. */
function Override({ bench: { hand, rows, ground }, onDone }: { bench: Workbench; onDone: () => void }) {
  const times = useTimes()
  const { half } = placeAt(rows[hand.at.row], hand.at.day)
  if (!half) return null
  const { shift } = half
  const held = ground.people.get(hand.held[0]?.personId ?? '')
  const close = () => {
    hand.putBack()
    onDone()
  }
  return (
    <AssignDialog
      shiftId={shift.id}
      title={`${ground.posts.get(shift.postId)?.name ?? ''} ${times.moment(shift.startsAt)}`}
      person={held && { key: held.id, name: held.name ?? held.volunteerNo }}
      onDone={close}
    />
  )
}
