import './Note.css'

interface Props {
  /** What is not there. */
  readonly title: string
  /** What to do first. */
  readonly children?: React.ReactNode
  readonly action?: React.ReactNode
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children, action }: Props) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}
