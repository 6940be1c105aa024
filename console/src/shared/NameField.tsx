import { TextField } from './TextField.tsx'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (name: string) => void
}

/** A name that a thing must have, as long as the contract takes one. */
export function NameField(props: Props) {
  return <TextField {...props} required most={60} />
}
