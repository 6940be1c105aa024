import { signUpChain } from '@muster/core/callout/seats.wire.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import { type ChainLine, previewChain } from '@muster/core/people/chain.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'

export type Line = z.infer<typeof ChainLine>
export type Preview = OutputOf<typeof previewChain>
export type Sent = OutputOf<typeof signUpChain>

/** Paste, check, sign up: what the dialog needs to know of the network. */
export function useChain(call: Call) {
  const [text, setText] = useState('')
  const [preview, setPreview] = useState<Preview>()
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({})
  const [sent, setSent] = useState<Sent>()
  // One id for each line, so that sending twice after a broken line is one sign-up.
  const [ids, setIds] = useState<Readonly<Record<number, string>>>({})
  const checking = useTell(previewChain)
  const sending = useTell(signUpChain)
  const entries = entriesOf(preview?.lines ?? [], chosen, ids)
  return {
    text,
    setText,
    preview,
    chosen,
    sent,
    entries,
    busy: checking.telling || sending.telling,
    problem: sending.problem ?? checking.problem,
    choose: (line: number, personId: string) => setChosen({ ...chosen, [line]: personId }),
    back: () => setPreview(undefined),
    check: async () => {
      const answer = await checking.tell({ text })
      if (!answer) return
      setChosen({})
      setIds(Object.fromEntries(answer.lines.map(({ line }) => [line, newId()])))
      setPreview(answer)
    },
    send: async () => setSent(await sending.tell({ callId: call.id, entries })),
  }
}

function entriesOf(
  lines: readonly Line[],
  chosen: Readonly<Record<number, string>>,
  ids: Readonly<Record<number, string>>,
) {
  const people = new Map<string, { id: string; personId: string; note?: string }>()
  for (const { line, verdict, person, note } of lines) {
    const personId = verdict === 'person' ? (chosen[line] ?? person?.id) : chosen[line]
    const id = ids[line]
    if (personId && id) people.set(personId, { id, personId, ...(note ? { note } : {}) })
  }
  return [...people.values()]
}
