import Drawer from 'antd/es/drawer'
import { PeopleBehind } from './PeopleBehind.tsx'
import { useEnrolmentWords } from './words.ts'

export interface Opened {
  readonly name: string
  readonly territory?: string | undefined
  readonly unitId?: string | undefined
}

/** The people behind one cell of the table. */
export function BehindDrawer({ opened, onClose }: { opened: Opened | undefined; onClose: () => void }) {
  const say = useEnrolmentWords()
  return (
    <Drawer
      open={opened !== undefined}
      title={say('behindOf', { name: opened?.name ?? '' })}
      size={720}
      destroyOnHidden
      onClose={onClose}
    >
      {opened && <PeopleBehind territory={opened.territory} unitId={opened.unitId} />}
    </Drawer>
  )
}
