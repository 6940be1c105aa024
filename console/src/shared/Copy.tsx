import Button from 'antd/es/button'
import { useState } from 'react'
import { useSharedWords } from './words.ts'

interface Props {
  readonly text: string
  readonly label?: string
  readonly small?: boolean
}

/** Copies a text and says that it did. */
export function Copy({ text, label, small }: Props) {
  const say = useSharedWords()
  const [done, setDone] = useState(false)
  const copy = async () => {
    setDone(await copied(text))
    setTimeout(() => setDone(false), 3000)
  }
  return (
    <Button size={small ? 'small' : 'middle'} onClick={() => void copy()}>
      <span aria-live="polite">{done ? say('copied') : (label ?? say('copy'))}</span>
    </Button>
  )
}

/** The clipboard needs https; on a plain address of the office network the old way still works. */
async function copied(text: string): Promise<boolean> {
  if (window.isSecureContext)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => byHand(text),
    )
  return byHand(text)
}

function byHand(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  // NOTE: deprecated, and still the only way on a page without HTTPS and in old web views.
  const done = (document as { execCommand(command: string): boolean }).execCommand('copy')
  field.remove()
  return done
}
