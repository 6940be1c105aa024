import { previewChain } from '@muster/core/people/chain.wire.ts'
import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'

type Preview = OutputOf<typeof previewChain>

/** A pasted chain from its text to the people it names: matched by the server, or chosen among namesakes by a person. */
export function usePaste() {
  const [text, setText] = useState('')
  const [preview, setPreview] = useState<Preview>()
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({})
  const { tell, telling, problem } = useTell(previewChain)
  const people = (preview?.lines ?? []).flatMap(({ line, verdict, person }) => {
    const personId = chosen[line] ?? (verdict === 'person' ? person?.id : undefined)
    return personId ? [personId] : []
  })
  return {
    text,
    setText,
    preview,
    chosen,
    people: [...new Set(people)],
    busy: telling,
    problem,
    choose: (line: number, personId: string) => setChosen({ ...chosen, [line]: personId }),
    back: () => setPreview(undefined),
    check: async () => {
      setChosen({})
      setPreview(await tell({ text }))
    },
  }
}
