import * as wire from '@muster/core/access/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { accounts, createAccount, resetPassphrase, suspendAccount } from './accounts.ts'
import { setClock } from './clock.ts'
import { endGrant, giveGrant } from './grants.ts'
import { invite, inviteUnit, openInvitation } from './invitations.ts'
import { me } from './me.ts'
import { changePassphrase, choosePassphrase, revokeSession, sessions } from './own.ts'
import { seenTick } from './seen.ts'
import { signIn, signOut } from './sign-in.ts'
import { sweep } from './sweep.ts'

/** The two doors of the first set-up stand in `main.ts`: they need the registry of places, and access knows no places. */
export const access: Slice = {
  name: 'access',
  doors: [
    door(wire.signIn, signIn),
    door(wire.signOut, signOut),
    door(wire.me, me),
    door(wire.changePassphrase, changePassphrase),
    door(wire.choosePassphrase, choosePassphrase),
    door(wire.sessions, sessions),
    door(wire.revokeSession, revokeSession),
    door(wire.accounts, accounts),
    door(wire.createAccount, createAccount),
    door(wire.suspendAccount, suspendAccount),
    door(wire.giveGrant, giveGrant),
    door(wire.endGrant, endGrant),
    door(wire.resetPassphrase, resetPassphrase),
    door(wire.invite, invite),
    door(wire.inviteUnit, inviteUnit),
    door(wire.openInvitation, openInvitation),
    door(wire.setClock, setClock),
  ],
  ticks: [seenTick],
  // A few minutes past the hour, when nobody else's hourly work begins.
  jobs: [{ name: 'access.sweep', cron: '7 * * * *', run: sweep }],
}
