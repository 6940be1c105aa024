import { LanguageSwitch } from '../shared/LanguageSwitch.tsx'

/** What stands over the pages before the sign-in: the name and the language. */
export function DoorHead() {
  return (
    <header>
      <h1>
        集结 <span>Muster</span>
      </h1>
      <LanguageSwitch />
    </header>
  )
}
