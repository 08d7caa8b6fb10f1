import type { LucideIcon } from 'lucide-react'
import { Button } from './button.tsx'

/** Something that can be done with one picture. */
export interface PictureAct {
  icon: LucideIcon
  /** In one or two words. */
  word: string
  /** In full, where the word alone leaves something out. */
  name?: string
  key?: string
  isPressed?: boolean
  run(): void
}

const looks = {
  /** In a column of facts, with room for the word. */
  panel: { look: 'quiet', className: 'justify-start! px-3! text-13!' },
  /** Below a picture that is open large: under the thumb on a phone. */
  foot: {
    look: 'bare',
    className:
      'min-w-0 flex-col gap-1! px-1! py-1.5 text-12! aria-pressed:bg-line aria-pressed:text-ink compact:flex-row compact:gap-2! compact:px-2! compact:text-13!',
  },
} as const

/** The acts in their order, each with its word. */
export function ActButtons({ acts, place }: { acts: readonly PictureAct[]; place: keyof typeof looks }) {
  return acts.map(({ icon: Icon, word, name, key, isPressed, run }) => (
    <Button
      key={word}
      {...looks[place]}
      icon={<Icon size={18} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />}
      aria-label={name}
      aria-pressed={isPressed}
      aria-keyshortcuts={key === 'Del' ? 'Delete' : key}
      onClick={run}
    >
      {word}
    </Button>
  ))
}
