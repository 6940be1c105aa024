import { useEffect } from 'react'
import './Page.css'
import { AsOfBar } from './AsOfBar.tsx'

interface Props {
  readonly title: string
  /** Beside the title: state, level. */
  readonly beside?: React.ReactNode
  readonly actions?: React.ReactNode
  /** The page's figures can be looked at as of another instant. */
  readonly timed?: boolean
  readonly children: React.ReactNode
}

/** A page: its title, what can be done, and its content. */
export function Page({ title, beside, actions, timed, children }: Props) {
  useEffect(() => {
    document.title = `${title} · 集结 Muster`
  }, [title])
  return (
    <>
      {timed && <AsOfBar />}
      <header className="page-head">
        <h1>{title}</h1>
        {beside}
        <div className="page-actions">{actions}</div>
      </header>
      {children}
    </>
  )
}

interface SectionProps {
  readonly title: string
  readonly beside?: React.ReactNode
  readonly actions?: React.ReactNode
  readonly children: React.ReactNode
}

/** A part of a page under its own heading. */
export function Section({ title, beside, actions, children }: SectionProps) {
  return (
    <section className="part">
      <header>
        <h2>{title}</h2>
        {beside && <span className="soft">{beside}</span>}
        <div className="page-actions">{actions}</div>
      </header>
      {children}
    </section>
  )
}
