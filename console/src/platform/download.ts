import type { Endpoint, FileAnswer, InputOf } from '@muster/core/platform/endpoint.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { useState } from 'react'
import { ask } from './api.ts'
import { problemOf } from './problem.ts'

/** Hands bytes to the browser's own way of keeping files. */
export function saveFile({ name, type, bytes }: FileAnswer): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // NOTE: the browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export interface Fetched<E extends Endpoint> {
  readonly fetchFile: (input: InputOf<E>) => Promise<void>
  readonly fetching: boolean
  readonly problem: Problem | undefined
}

/** Downloads the file of a contract entry; not a plain link, so that a refusal is a sentence and not a page of JSON. */
export function useFile<E extends Endpoint & { readonly gives: 'file' }>(entry: E): Fetched<E> {
  const [fetching, setFetching] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const fetchFile = async (input: InputOf<E>) => {
    setFetching(true)
    setProblem(undefined)
    try {
      saveFile((await ask(entry, input)) as FileAnswer)
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
    setFetching(false)
  }
  return { fetchFile, fetching, problem }
}

/** Rows as CSV that Excel opens in Chinese: UTF-8 with its mark, and no cell that a spreadsheet would run. */
export function csvOf(rows: readonly (readonly string[])[]): Uint8Array {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return new TextEncoder().encode(`\ufeff${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`)
}
