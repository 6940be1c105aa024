import type { Relief } from '@muster/core/duty/turns.wire.ts'
import { useDraft } from '../platform/draft.ts'
import { useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import { Field, Select } from '../shared/field.tsx'
import { words } from './words.ts'

interface FormProps {
  /** Of whose hand-over this is, for what is typed to be kept by. */
  readonly of: string
  /** Those who have come to relieve; one at least. */
  readonly here: Relief['people']
  readonly busy: boolean
  readonly onSend: (said: { otherId: string; note?: string }) => void
}

/** To whom, and what they must know; an empty note says “nothing to report”. */
export function HandOverForm({ of, here, busy, onSend }: FormProps) {
  const say = useWords(words)
  const { draft, change } = useDraft(draftOf(of), { note: '', to: '' })
  const to = here.some(({ person }) => person.id === draft.to) ? draft.to : here[0]!.person.id
  const note = draft.note.trim()
  return (
    <>
      {here.length > 1 && (
        <Select
          label={say('handOverTo')}
          value={to}
          options={here.map(({ person }) => [person.id, person.name ?? person.volunteerNo] as const)}
          onChange={chosen => change({ to: chosen })}
        />
      )}
      <Field
        label={say('handOverNote')}
        hint={say('handOverHint')}
        optional
        lines={3}
        most={500}
        value={draft.note}
        onChange={value => change({ note: value })}
      />
      <Button busy={busy} onTap={() => onSend({ otherId: to, ...(note && { note }) })}>
        {say(note ? 'handOver' : 'handOverNothing')}
      </Button>
    </>
  )
}

/** Where what is typed for a hand-over is kept. */
export const draftOf = (of: string) => `hand-over.${of}`

/** Those of the next shift who are here. */
export const arrivedOf = (next: Relief | null): Relief['people'] => next?.people.filter(({ arrived }) => arrived) ?? []
