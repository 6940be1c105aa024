import { isSheetNumber, tidySheetNumber } from '@muster/core/register/sheet-number.ts'
import { useState } from 'preact/hooks'
import { timeOf } from '../platform/clock.ts'
import { useLanguage, useWords } from '../platform/language.ts'
import { Button } from '../shared/button.tsx'
import { Field, Select } from '../shared/field.tsx'
import { Notice } from '../shared/notice.tsx'
import type { List, Sweep } from './merged.ts'
import { words } from './words.ts'

interface TakeOverProps {
  readonly sweep: Sweep
  readonly list: List
  readonly busy: boolean
  readonly onTake: (how: { over: true; code?: string; said?: string[] }) => void
}

/** Somebody else holds the list: how far they said they came, and by what right it is taken. */
export function TakeOver({ sweep, list, busy, onTake }: TakeOverProps) {
  const say = useWords(words)
  const language = useLanguage()
  const [opened, setOpened] = useState(false)
  const [upTo, setUpTo] = useState('')
  const [code, setCode] = useState('')
  const unheard = list.doors.filter(({ visits }) => visits.length === 0)
  const said = unheard.slice(0, unheard.findIndex(({ id }) => id === upTo) + 1).map(({ id }) => id)
  const known = sweep.runs || isSheetNumber(tidySheetNumber(code))
  const take = () => onTake({ over: true, said, ...(!sweep.runs && { code: tidySheetNumber(code) }) })
  return (
    <>
      <Notice tone="watch" title={say('otherUntil', { time: timeOf(list.claim!.until, language) })} />
      {!opened ? (
        <Button kind="default" onTap={() => setOpened(true)}>
          {say('takeOver')}
        </Button>
      ) : (
        <section class="card">
          <p>{say('takeOverHow')}</p>
          <Select
            label={say('saidUntil')}
            value={upTo}
            options={[['', say('saidNothing')], ...unheard.map(({ id, number }) => [id, number] as const)]}
            onChange={setUpTo}
          />
          {!sweep.runs && (
            <Field
              label={say('code')}
              value={code}
              most={12}
              onChange={setCode}
              {...(code.trim().length >= 6 && !known && { hint: say('badCode') })}
            />
          )}
          <p />
          <Button big busy={busy} disabled={!known} onTap={take}>
            {say('takeOver')}
          </Button>
        </section>
      )}
    </>
  )
}
