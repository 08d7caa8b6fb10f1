import type { LucideIcon } from 'lucide-react'
import { Button, type ButtonProps } from './button.tsx'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children'> {
  name: string
  icon: LucideIcon
  /** Shown after the name, for example the key that does the same. */
  hint?: string
}

/** A button that is only a picture: it has a name, shown on hover and focus and read aloud. */
export function IconButton({ name, icon: Icon, hint, className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={hint === undefined ? name : `${name} · ${hint}`}>
      <Button
        look="bare"
        {...rest}
        aria-label={name}
        className={`size-10 p-0! pointer-coarse:size-11 ${className}`}
        icon={<Icon size={18} strokeWidth={1.5} aria-hidden="true" />}
      />
    </Tooltip>
  )
}
