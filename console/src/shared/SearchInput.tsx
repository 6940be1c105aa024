import Input from 'antd/es/input'

interface Props {
  /** Said to screen readers, and seen while nothing is typed. */
  readonly label: string
  readonly className?: string
  readonly value: string
  readonly onChange: (typed: string) => void
}

/** Finds among the rows below it, while one types. */
export function SearchInput({ label, className = 'filter-search', value, onChange }: Props) {
  return (
    <Input
      allowClear
      type="search"
      className={className}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  )
}
