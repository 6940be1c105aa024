import { useState } from 'react'
import { type Choice, chooseAppearance, chosenAppearance } from '../platform/appearance.ts'
import './LanguageSwitch.css'
import { useSharedWords } from './words.ts'

const CHOICES: readonly Choice[] = ['system', 'light', 'dark', 'sun']

/** Light, dark for the wall, high contrast for the sun. */
export function AppearanceSwitch() {
  const say = useSharedWords()
  const [now, setNow] = useState(chosenAppearance())
  return (
    <fieldset className="choice">
      <legend>{say('appearance')}</legend>
      {CHOICES.map(choice => (
        <label key={choice}>
          <input
            type="radio"
            name="appearance"
            checked={now === choice}
            onChange={() => {
              setNow(choice)
              chooseAppearance(choice)
            }}
          />{' '}
          {say(choice)}
        </label>
      ))}
    </fieldset>
  )
}
