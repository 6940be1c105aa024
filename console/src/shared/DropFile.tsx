import type { UploadedFile } from '@muster/core/platform/endpoint.ts'
import { useId, useState } from 'react'
import './DropFile.css'

interface Props {
  readonly title: string
  readonly hint: string
  /** Endings the file chooser offers: `.xlsx,.csv`. */
  readonly accept: string
  readonly busy?: string | undefined
  readonly onFile: (file: UploadedFile) => void
}

/** Takes a file that is dropped here or chosen by mouse or keyboard. */
export function DropFile({ title, hint, accept, busy, onFile }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = async (file: File | undefined) => {
    setOver(false)
    if (file && !busy) onFile({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the input inside takes the keys
    <label
      htmlFor={id}
      className={`drop ${over ? 'drop-over' : ''}`}
      aria-busy={Boolean(busy)}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
    >
      <input
        id={id}
        type="file"
        className="unseen"
        accept={accept}
        onChange={event => {
          void take(event.target.files?.[0])
          // The same file, corrected, may be chosen again.
          event.target.value = ''
        }}
      />
      <b>{busy ?? title}</b>
      <span className="soft">{hint}</span>
    </label>
  )
}
