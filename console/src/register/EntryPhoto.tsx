import type { Problem } from '@muster/core/platform/problem.ts'
import { photo } from '@muster/core/register/photos.wire.ts'
import { useEffect, useState } from 'react'
import { ask } from '../platform/api.ts'
import { problemOf } from '../platform/problem.ts'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { useRegisterWords } from './words.ts'

interface Props {
  readonly entryId: string
  readonly photoId: string
  readonly label: string
}

/** A photo of an entry, fetched when somebody wants to see it; one that is still on its phone says so. */
export function EntryPhoto({ entryId, photoId, label }: Props) {
  const say = useRegisterWords()
  const [address, setAddress] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address])
  const look = async () => {
    setProblem(undefined)
    try {
      const { type, bytes } = await ask(photo, { entryId, photoId })
      setAddress(URL.createObjectURL(new Blob([bytes as BlobPart], { type })))
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
  }
  if (address) return <img style={{ maxWidth: '100%' }} src={address} alt={label} />
  return (
    <>
      <button type="button" className="text-link" onClick={() => void look()}>
        {say('seePhoto')}
      </button>
      <ProblemNote problem={problem} />
    </>
  )
}
