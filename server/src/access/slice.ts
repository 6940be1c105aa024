import * as wire from '@muster/core/access/wire.ts'
import { door, type Slice } from '../platform/slice.ts'
import { me } from './me.ts'
import { signIn, signOut } from './sign-in.ts'

/** Set-up is added in `main.ts`: it needs to adopt a city, and access knows no places. */
export const access: Slice = {
  name: 'access',
  doors: [door(wire.signIn, signIn), door(wire.signOut, signOut), door(wire.me, me)],
}
