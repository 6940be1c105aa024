import type { ComponentChildren } from 'preact'

interface ButtonProps {
  readonly children: ComponentChildren
  readonly onTap?: () => void
  readonly kind?: 'primary' | 'default' | 'warn' | 'quiet'
  readonly big?: boolean
  /** While the act runs: says so to screen readers and takes no second tap. */
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly submit?: boolean
}

/** A button as wide as the screen and high enough for a glove. */
export function Button({ children, onTap, kind = 'primary', big, busy, disabled, submit }: ButtonProps) {
  const look = kind === 'quiet' ? 'btn_quiet' : `weui-btn weui-btn_${kind}`
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`${look}${big ? ' btn_big' : ''}`}
      disabled={Boolean(busy || disabled)}
      aria-busy={Boolean(busy)}
      onClick={onTap}
    >
      {children}
    </button>
  )
}
