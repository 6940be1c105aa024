import { Link } from '@tanstack/react-router'
import './Tabs.css'

interface Props {
  readonly label: string
  readonly tabs: readonly { readonly to: string; readonly name: string }[]
}

/** Pages that belong together; each has an address of its own. */
export function Tabs({ label, tabs }: Props) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
