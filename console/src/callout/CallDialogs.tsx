import type { Call } from '@muster/core/callout/wire.ts'
import { DepartDialog, TeamDialog, WaveDialog } from './AfterwardsDialogs.tsx'
import { AmendDrawer } from './AmendDrawer.tsx'
import { EndDialog, PublishDialog, SelectDialog, WithdrawDialog } from './IssueDialogs.tsx'
import { ShareDialog } from './ShareDialog.tsx'

export type Doing =
  | 'publish'
  | 'amend'
  | 'withdraw'
  | 'end'
  | 'select'
  | 'chain'
  | 'depart'
  | 'nextWave'
  | 'formTeam'
  | 'share'

export interface DialogProps {
  readonly call: Call
  readonly onDone: () => void
}

const DIALOGS: Partial<Record<Doing, React.ComponentType<DialogProps>>> = {
  publish: PublishDialog,
  amend: AmendDrawer,
  withdraw: WithdrawDialog,
  end: EndDialog,
  select: SelectDialog,
  depart: DepartDialog,
  nextWave: WaveDialog,
  formTeam: TeamDialog,
  share: ShareDialog,
}

/** The one question that is being asked now. */
export function CallDialogs({ call, doing, onDone }: DialogProps & { readonly doing: Doing | undefined }) {
  const Dialog = doing && DIALOGS[doing]
  return Dialog ? <Dialog key={doing} call={call} onDone={onDone} /> : null
}
