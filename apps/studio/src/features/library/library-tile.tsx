import { Check } from 'lucide-react'
import { memo, type PointerEvent, useRef } from 'react'
import type { LibraryEntry } from '../../library/index.ts'
import { formatStamp } from '../../messages/moments.ts'
import { type SmallPrints, useSmallPrint } from './small-prints.ts'
import { tl } from '../../messages/library/messages.ts'

/** How somebody chose a tile: to open it, to take it in or out, or everything up to it. */
export type Choice = 'open' | 'toggle' | 'extend'

export interface LibraryTileProps {
  entry: LibraryEntry
  prints: SmallPrints
  top: number
  height: number
  start: number
  width: number
  at: number
  count: number
  isSelected: boolean
  /** Something is chosen, or is about to be: a tap takes in or out instead of opening. */
  isSelecting: boolean
  isCurrent: boolean
  onChoose(id: string, choice: Choice): void
  onCurrent(id: string): void
}

/** A finger that rests this long chooses. */
const longPressMs = 450

export const LibraryTile = memo(function LibraryTile(props: LibraryTileProps) {
  const { entry, prints, isSelected, isSelecting, isCurrent, onChoose, onCurrent } = props
  const { picture, generation } = entry
  const url = useSmallPrint(prints, picture.id)
  const press = useLongPress(() => onChoose(picture.id, 'toggle'))
  return (
    <div
      role="option"
      data-print={picture.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isSelected}
      aria-posinset={props.at + 1}
      aria-setsize={props.count}
      aria-label={tl('library.picture', {
        prompt: generation.prompt === '' ? tl('library.no-words') : generation.prompt,
        when: formatStamp(picture.createdAt),
      })}
      onFocus={() => onCurrent(picture.id)}
      onClick={(event) => {
        if (press.wasLong()) return
        const isCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null
        if (event.shiftKey) onChoose(picture.id, 'extend')
        else if (isCheck || isSelecting || event.ctrlKey || event.metaKey) onChoose(picture.id, 'toggle')
        else onChoose(picture.id, 'open')
      }}
      {...press.handlers}
      className="group absolute touch-manipulation scroll-mt-32 scroll-mb-32 rounded-print bg-unexposed select-none focus-visible:z-10"
      style={{ top: props.top, insetInlineStart: props.start, width: props.width, height: props.height }}
    >
      {url !== undefined && (
        <img
          src={url}
          alt=""
          decoding="async"
          draggable={false}
          className={`size-full rounded-print object-cover ${generation.background === 'transparent' ? 'checks' : ''} ${isSelected ? 'opacity-70' : ''}`}
        />
      )}
      {isSelected && <span className="absolute inset-0 rounded-print border-3 border-ink" />}
      <span
        data-check=""
        aria-hidden="true"
        className={`absolute start-0 top-0 grid size-11 place-items-center transition-opacity ${isSelecting ? '' : 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:hidden'}`}
      >
        <span
          className={`grid size-6 place-items-center rounded-full border-2 ${isSelected ? 'border-ink bg-ink text-ground' : 'border-night-ink bg-night/60'}`}
        >
          {isSelected && <Check size={14} strokeWidth={3} />}
        </span>
      </span>
    </div>
  )
})

function useLongPress(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isLong = useRef(false)
  const cancel = (): void => clearTimeout(timer.current)
  return {
    /** The click that follows a long press is part of it. */
    wasLong: () => isLong.current,
    handlers: {
      onPointerDown(event: PointerEvent) {
        isLong.current = false
        if (event.pointerType === 'mouse') return
        timer.current = setTimeout(() => {
          isLong.current = true
          act()
        }, longPressMs)
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      onPointerMove(event: PointerEvent) {
        if (Math.hypot(event.movementX, event.movementY) > 3) cancel()
      },
      onContextMenu(event: React.MouseEvent) {
        // A long press is no wish for the browser's menu.
        if (isLong.current) event.preventDefault()
      },
    },
  }
}
