import './Crumbs.css'

interface Props {
  readonly label: string
  readonly steps: readonly { readonly key: string; readonly name: string; readonly onOpen?: () => void }[]
}

/** The way down to here; every step but the last leads back. */
export function Crumbs({ label, steps }: Props) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {steps.map(({ key, name, onOpen }, at) => (
          <li key={key}>
            {onOpen && at < steps.length - 1 ? (
              <button type="button" className="text-link" onClick={onOpen}>
                {name}
              </button>
            ) : (
              <span aria-current="page">{name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
