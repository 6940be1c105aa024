import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { PALETTES, type Palette } from '../platform/tokens.ts'
import { LanguageSwitch } from '../shared/LanguageSwitch.tsx'
import { useEscape } from '../shared/useEscape.ts'
import './Wall.css'

interface Props {
  readonly title: string
  readonly palette: Palette
  readonly back: { readonly to: string; readonly search?: Record<string, string>; readonly words: string }
  readonly className: string
  readonly children: React.ReactNode
}

/** A page for a screen that many look at from afar, without the desk's frame; Esc leads back. */
export function Overlay({ title, palette, back, className, children }: Props) {
  useEscape()
  useEffect(() => {
    document.title = `${title} · 集结 Muster`
  }, [title])
  return (
    <div className="overlay" style={variables(palette)}>
      <nav className="overlay-back">
        <LanguageSwitch />
        <Link to={back.to} search={back.search ?? {}}>
          {back.words}
        </Link>
      </nav>
      <main className={className}>{children}</main>
    </div>
  )
}

export const DARK = PALETTES.dark
export const LIGHT = PALETTES.light

const variables = (palette: Palette) =>
  Object.fromEntries(
    Object.entries(palette).map(([name, value]) => [
      `--${name.replace(/[A-Z]/g, at => `-${at.toLowerCase()}`)}`,
      value,
    ]),
  ) as React.CSSProperties
