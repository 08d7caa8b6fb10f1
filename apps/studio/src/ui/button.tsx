import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'

const looks = {
  primary:
    'bg-safelight text-on-safelight font-600 hover:brightness-110 aria-disabled:bg-line aria-disabled:text-ink-second aria-disabled:hover:brightness-100',
  quiet: 'border border-edge/60 text-ink hover:border-edge hover:bg-raised',
  bare: 'text-ink-second hover:text-ink hover:bg-line/60',
  /** Beside a picture that is open large. */
  night: 'text-night-ink-second hover:bg-night-line hover:text-night-ink',
  /** On a picture. */
  print: 'text-night-ink bg-night/70 hover:bg-night/90',
} as const

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks
  icon?: ReactNode
  /** Why it cannot be used now. It stays in reach of the keyboard, and says so. */
  blockedBy?: string | undefined
  ref?: Ref<HTMLButtonElement>
  /** Lets the command palette find the one button that asks. */
  'data-generate'?: ''
}

/** A button with words. Forty pixels high, forty-four under a finger. */
export function Button({
  look = 'quiet',
  icon,
  blockedBy,
  className = '',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={blockedBy !== undefined || undefined}
      onClick={blockedBy === undefined ? onClick : (event) => event.preventDefault()}
      className={`inline-flex min-h-10 items-center justify-center gap-2 rounded-control px-4 text-14 font-500 transition-[background-color,border-color,color,filter] pointer-coarse:min-h-11 ${looks[look]} ${className}`}
    >
      {icon}
      {children}
    </button>
  )
}
