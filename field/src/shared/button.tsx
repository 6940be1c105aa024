import type { ComponentChildren } from 'preact'

interface ButtonProps {
  readonly children: ComponentChildren
  /** Whom it is about, for screen readers: a list has the same button many times. */
  readonly about?: string
  readonly onTap?: () => void
  readonly kind?: 'primary' | 'default' | 'warn' | 'quiet'
  readonly big?: boolean
  /** While the act runs: says so to screen readers and takes no second tap. */
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly submit?: boolean
}

/** A button as wide as the screen and high enough for a glove. */
export function Button({ children, about, onTap, kind = 'primary', big, busy, disabled, submit }: ButtonProps) {
  const look = kind === 'quiet' ? 'btn_quiet' : `weui-btn weui-btn_${kind}`
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`${look}${big ? ' btn_big' : ''}`}
      disabled={Boolean(busy || disabled)}
      aria-busy={Boolean(busy)}
      aria-label={about && typeof children === 'string' ? `${children} ${about}` : undefined}
      onClick={onTap}
    >
      {children}
    </button>
  )
}
