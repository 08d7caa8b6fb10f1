import { ChevronLeft, ChevronRight, Info, type LucideIcon, X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { undoLastDeletion } from '../live/deletions.ts'
import { t } from '../messages/messages.ts'
import { factLineOf } from './fact-rows.ts'
import { IconButton } from './icon-button.tsx'
import { ActButtons, type PictureAct } from './picture-act.tsx'
import { type FactsOfPicture, PictureFacts } from './picture-facts.tsx'
import { Sheet } from './sheet.tsx'
import { Toasts } from './toasts.tsx'
import { useBreadth } from './use-media.ts'
import { tf } from '../messages/facts/messages.ts'

export interface ViewerProps {
  /** Place of the shown picture, from 0; -1 when it is gone. */
  at: number
  count: number
  onMove(step: number): void
  onClose(): void
  picture: ReactNode
  /** Beside the picture or below it: `ViewerFacts`. */
  facts: ReactNode
}

/** A finger that moves less than this sideways has tapped, not swiped. */
const swipePx = 48

/** One picture as large as the window lets it be; arrows and swipes move to its neighbours. */
export function Viewer({ at, count, onMove, onClose, picture, facts }: ViewerProps) {
  const pressedAt = useRef<number | undefined>(undefined)
  const isWide = useBreadth() === 'wide'
  function onKeyDown(event: KeyboardEvent): void {
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') onMove(event.key === forward ? 1 : -1)
    if (event.key === 'z' && (event.ctrlKey || event.metaKey)) undoLastDeletion()
    if (!event.ctrlKey && !event.metaKey && !event.altKey) pressActOf(event)
  }
  function onPointerUp(event: PointerEvent): void {
    const distance = event.clientX - (pressedAt.current ?? event.clientX)
    pressedAt.current = undefined
    if (Math.abs(distance) > swipePx && event.pointerType !== 'mouse')
      onMove(distance < 0 === (document.dir !== 'rtl') ? 1 : -1)
  }
  return (
    <Sheet label={tf('large.label')} shape="full" onClose={onClose} onKeyDown={onKeyDown}>
      {/* A picture is looked at in the dark, whatever the theme of the page. */}
      <div
        data-full=""
        data-theme="dark"
        className={`grid h-full grid-rows-[auto_1fr_auto] text-ink ${isWide ? 'grid-cols-[minmax(0,1fr)_20rem]' : ''}`}
      >
        <div className="col-span-full flex items-center justify-between p-2 ps-4">
          <p className="figures text-13 text-night-ink-second">
            {at === -1 ? '' : tf('large.place', { place: at + 1, count })}
          </p>
          <IconButton name={t('action.close')} hint="Esc" icon={X} look="night" onClick={onClose} />
        </div>
        <div
          className="relative grid min-h-0 touch-pan-y place-items-center px-2 compact:px-16 wide:mb-4"
          onPointerDown={(event) => {
            pressedAt.current = event.clientX
          }}
          onPointerUp={onPointerUp}
        >
          {picture}
          {at > 0 && (
            <Mover side="start-2" icon={ChevronLeft} name={tf('large.previous')} onClick={() => onMove(-1)} />
          )}
          {at < count - 1 && (
            <Mover side="end-2" icon={ChevronRight} name={tf('large.next')} onClick={() => onMove(1)} />
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

/** Through the act's own button, so that key and button are one act. */
function pressActOf(event: KeyboardEvent): void {
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const button = event.currentTarget.querySelector(`[aria-keyshortcuts="${CSS.escape(name)}"]`)
  if (!(button instanceof HTMLButtonElement)) return
  // What moves the focus to the prompt does not also write its letter there.
  event.preventDefault()
  button.click()
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

/** The facts of the picture that is open: a column beside it where there is room, else below it. */
export function ViewerFacts({ facts }: { facts: FactsOfPicture }) {
  if (useBreadth() !== 'wide') return <ViewerFoot facts={facts} />
  return (
    <aside
      aria-label={tf('facts.region')}
      className="col-start-2 row-start-2 overflow-y-auto border-s border-line p-4 pt-2"
    >
      <PictureFacts facts={facts} />
    </aside>
  )
}

/** Below the picture where the window is not wide: words, the facts in one line or all of them, acts. */
function ViewerFoot({ facts }: { facts: FactsOfPicture }) {
  const [isFull, setFull] = useState(false)
  const { words, sign, source, acts } = facts
  const more: PictureAct = {
    icon: Info,
    word: tf('large.facts'),
    isPressed: isFull,
    run: () => setFull(!isFull),
  }
  return (
    <div className="grid gap-2 p-4 pt-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] compact:px-8 compact:pb-5">
      {isFull ? (
        <div
          className="max-h-[46dvh] overflow-y-auto"
          tabIndex={0}
          role="region"
          aria-label={tf('facts.region')}
        >
          <PictureFacts facts={{ ...facts, acts: [] }} />
        </div>
      ) : (
        <div className="min-w-0">
          <p dir="auto" className="line-clamp-2 max-w-[68ch] text-14 [overflow-wrap:anywhere]">
            {words}
          </p>
          <p className="figures mt-1 text-13 text-ink-second">{factLineOf(source)}</p>
          <p className="figures mt-1 flex items-center gap-2 text-12 text-ink-second">{sign}</p>
        </div>
      )}
      <div className="-mx-2 grid grid-cols-4 gap-x-1 compact:-mx-3 compact:flex compact:flex-wrap">
        <ActButtons acts={[...acts, more]} place="foot" />
      </div>
    </div>
  )
}
