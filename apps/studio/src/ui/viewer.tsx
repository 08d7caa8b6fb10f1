import { ChevronLeft, ChevronRight, type LucideIcon, X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { t } from '../messages/messages.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Sheet } from './sheet.tsx'
import { Toasts } from './toasts.tsx'

export interface ViewerProps {
  /** Place of the shown picture, from 0; -1 when it is gone. */
  at: number
  count: number
  onMove(step: number): void
  onClose(): void
  /** Keys beyond those that move and close. */
  onKey(event: KeyboardEvent): void
  picture: ReactNode
  /** Below the picture: its facts and what can be done with it. */
  facts: ReactNode
}

/** A finger that moves less than this sideways has tapped, not swiped. */
const swipePx = 48

/** One picture as large as the window lets it be; arrows and swipes move to its neighbours. */
export function Viewer({ at, count, onMove, onClose, onKey, picture, facts }: ViewerProps) {
  const pressedAt = useRef<number | undefined>(undefined)
  function onKeyDown(event: KeyboardEvent): void {
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') onMove(event.key === forward ? 1 : -1)
    onKey(event)
  }
  function onPointerUp(event: PointerEvent): void {
    const distance = event.clientX - (pressedAt.current ?? event.clientX)
    pressedAt.current = undefined
    if (Math.abs(distance) > swipePx && event.pointerType !== 'mouse')
      onMove(distance < 0 === (document.dir !== 'rtl') ? 1 : -1)
  }
  return (
    <Sheet label={t('large.label')} shape="full" onClose={onClose} onKeyDown={onKeyDown}>
      <div data-full="" className="grid h-full grid-rows-[auto_1fr_auto]">
        <div className="flex items-center justify-between p-2 ps-4">
          <p className="figures text-13 text-night-ink-second">
            {at === -1 ? '' : t('large.place', { place: at + 1, count })}
          </p>
          <IconButton name={t('action.close')} hint="Esc" icon={X} look="night" onClick={onClose} />
        </div>
        <div
          className="relative grid min-h-0 touch-pan-y place-items-center px-2 compact:px-16"
          onPointerDown={(event) => {
            pressedAt.current = event.clientX
          }}
          onPointerUp={onPointerUp}
        >
          {picture}
          {at > 0 && (
            <Mover side="start-2" icon={ChevronLeft} name={t('large.previous')} onClick={() => onMove(-1)} />
          )}
          {at < count - 1 && (
            <Mover side="end-2" icon={ChevronRight} name={t('large.next')} onClick={() => onMove(1)} />
          )}
        </div>
        <div className="pointer-events-none absolute inset-x-0 top-14">
          <Toasts />
        </div>
        {facts}
      </div>
    </Sheet>
  )
}

function Mover({ side, ...button }: { side: string; icon: LucideIcon; name: string; onClick(): void }) {
  return (
    <div className={`absolute top-1/2 -translate-y-1/2 rtl:-scale-x-100 pointer-coarse:hidden ${side}`}>
      <IconButton {...button} look="night" />
    </div>
  )
}

/** The picture itself in a viewer, or the words for why it is not there. */
export function LargePrint({
  url,
  missing,
  alt,
  ratio,
  isTransparent,
  onUnreadable,
}: {
  url: string | undefined
  missing: string
  alt: string
  ratio: number
  isTransparent: boolean
  onUnreadable?: () => void
}) {
  if (url === undefined) return <p className="text-14 text-night-ink-second">{missing}</p>
  return (
    <img
      src={url}
      alt={alt}
      draggable={false}
      onError={onUnreadable}
      className={`absolute inset-0 m-auto max-h-full max-w-full rounded-print object-contain compact:max-w-[calc(100%-8rem)] ${isTransparent ? 'checks' : ''}`}
      style={{ aspectRatio: ratio }}
    />
  )
}

/** The foot of a viewer: words, facts and acts. */
export function ViewerFoot({
  words,
  facts,
  sign,
  acts,
}: {
  words: string
  facts: readonly string[]
  /** Where the picture is, as a sign and a sentence. */
  sign: ReactNode
  acts: ReactNode
}) {
  return (
    <div className="grid gap-3 p-4 pb-[max(0.75rem,env(safe-area-inset-bottom))] compact:px-16 compact:pb-5 wide:grid-cols-[1fr_auto] wide:items-end">
      <div className="min-w-0">
        <p dir="auto" className="line-clamp-2 max-w-[68ch] text-14 [overflow-wrap:anywhere]">
          {words}
        </p>
        <p className="figures mt-1 text-13 text-night-ink-second">{facts.join(' · ')}</p>
        <p className="figures mt-2 flex items-center gap-2 text-12 text-night-ink-second">{sign}</p>
      </div>
      <div className="flex justify-around gap-1 compact:-mx-3 compact:justify-start">{acts}</div>
    </div>
  )
}

/** An act below a picture that is open large, with its word. */
export function ViewerAct({
  icon: Icon,
  word,
  name,
  shortcut,
  onClick,
}: {
  icon: LucideIcon
  word: string
  /** In full, where the word alone leaves something out. */
  name?: string | undefined
  shortcut?: string | undefined
  onClick(): void
}) {
  return (
    <Button
      look="night"
      className="flex-col gap-1! px-2! py-1.5 text-12! compact:flex-row compact:gap-2! compact:px-3! compact:text-13!"
      icon={<Icon size={18} strokeWidth={1.5} aria-hidden="true" />}
      aria-label={name}
      aria-keyshortcuts={shortcut}
      onClick={onClick}
    >
      {word}
    </Button>
  )
}
