import { list, type Person } from '@muster/core/people/wire.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/draft.ts'
import { useFound } from '../../platform/found.ts'
import { useWords } from '../../platform/language.ts'
import { Button } from '../../shared/button.tsx'
import { Field } from '../../shared/field.tsx'
import { TroubleNotice } from '../../shared/notice.tsx'
import { Sheet } from '../../shared/sheet.tsx'
import type { Lead, Whom } from './lead.ts'
import { words } from './words.ts'

/** A whole volunteer number, not a part of a name. */
const NUMBER = /^(?=.*\d)[\w-]{4,30}$/

/** Somebody is here who was not planned, or has no phone: found by name among my people, or by the number on the card. */
export function AddSomebody({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const say = useWords(words)
  const { draft, change, forget } = useDraft(`add.${lead.sheet.data?.shift.id ?? ''}`, { who: '' })
  const typed = draft.who.trim()
  const found = useFound(typed, search => api(list, { search, limit: 8 }).then(({ rows }) => rows))
  const add = (whom: Whom) => {
    forget()
    lead.here(whom)
    onClose()
  }
  return (
    <Sheet title={say('add')} onClose={onClose}>
      <Field
        label={say('addWho')}
        hint={say('addHint')}
        kind="search"
        most={30}
        value={draft.who}
        onChange={who => change({ who })}
      />
      <TroubleNotice trouble={found?.trouble} />
      <div aria-live="polite">
        {found && !found.trouble && found.rows.length === 0 && <p class="soft small">{say('addNone')}</p>}
      </div>
      {found?.rows.map((person: Person) => (
        <button type="button" class="pick" key={person.id} onClick={() => add({ personId: person.id })}>
          {person.name ?? person.volunteerNo}
          <span>
            {person.volunteerNo} · {person.unit.name}
          </span>
        </button>
      ))}
      {NUMBER.test(typed) && (
        <Button busy={lead.busy} onTap={() => add({ volunteerNo: typed })}>
          {say('addByNo', { number: typed })}
        </Button>
      )}
    </Sheet>
  )
}
