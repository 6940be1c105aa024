import { useId } from 'react'
import './Field.css'
import { useSharedWords } from './words.ts'

interface Props {
  readonly label: string
  readonly hint?: React.ReactNode
  readonly error?: string | undefined
  readonly required?: boolean
  /** Draws the control with the id that the label is for. */
  readonly children: (control: {
    id: string
    'aria-describedby'?: string
    'aria-required'?: boolean
  }) => React.ReactNode
}

/** A labelled control: label above, hint below, and the error where the eye is. */
export function Field({ label, hint, error, required, children }: Props) {
  const id = useId()
  const say = useSharedWords()
  const note = error ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && <small> {say('required')}</small>}
      </label>
      {children({
        id,
        ...(note ? { 'aria-describedby': `${id}-note` } : {}),
        ...(required ? { 'aria-required': true } : {}),
      })}
      {note && (
        <div id={`${id}-note`} className={error ? 'field-error' : 'field-hint'}>
          {note}
        </div>
      )}
    </div>
  )
}
