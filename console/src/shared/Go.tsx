import { Link, useSearch } from '@tanstack/react-router'

interface Props {
  readonly to: string
  readonly search?: Record<string, string | undefined>
  readonly className?: string
  readonly children: React.ReactNode
  readonly title?: string
  readonly onClick?: () => void
}

/** A link inside the console. The page's instant goes along, so that one stays in the past until one leaves it. */
export function Go({ to, search, ...rest }: Props) {
  const { asOf }: { asOf?: string } = useSearch({ strict: false })
  return <Link to={to} search={{ ...(asOf ? { asOf } : {}), ...search }} {...rest} />
}
