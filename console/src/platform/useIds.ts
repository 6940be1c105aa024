import { useState } from 'react'
import { newId } from './ids.ts'

/** An id for each thing by what it is called, the same for as long as the page stands: a second press is no second act. */
export function useIds(): (key: string) => string {
  const [ids] = useState(() => new Map<string, string>())
  return key => {
    const id = ids.get(key) ?? newId()
    ids.set(key, id)
    return id
  }
}
