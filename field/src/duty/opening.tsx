import type { OpeningItem } from '@muster/core/duty/turns.wire.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { useWords } from '../platform/language.ts'
import { Choice } from '../shared/field.tsx'
import { words } from './words.ts'

/** What must be ready before a post opens; gone when all of it is ticked. */
export function Opening(props: { items: readonly z.infer<typeof OpeningItem>[]; onTick: (item: string) => void }) {
  const say = useWords(words)
  if (props.items.every(({ at }) => at !== null)) return null
  return (
    <fieldset class="choices">
      <legend>{say('opening')}</legend>
      {props.items.map(({ item, at }) => (
        <Choice
          key={item}
          label={item}
          checked={at !== null}
          onChange={checked => checked && !at && props.onTick(item)}
        />
      ))}
    </fieldset>
  )
}
