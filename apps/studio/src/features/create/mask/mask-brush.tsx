import { Contrast, Eraser, Paintbrush, Redo2, Trash2, Undo2, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useCell } from '../../../live/cell.ts'
import { useStudio } from '../../../live/studio.ts'
import { errorText, faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { clearMask, type Reference, references, replaceReference, setMask } from '../references/references.ts'
import { type AreaName, areas, exportMask, makeUpright, opensAnything } from './mask-acts.ts'
import { type MaskDrawing, useMaskDrawing } from './use-mask-drawing.ts'
import { tm } from '../../../messages/mask/messages.ts'

const areaNames = Object.keys(areas).filter((name): name is AreaName => name in areas)

/** Paints over what is to be drawn anew of the first picture; the rest stays as it is, pixel for pixel. */
export function MaskBrush({ reference, onClose }: { reference: Reference; onClose(): void }) {
  const studio = useStudio()
  const current = useCell(references).find(({ key }) => key === reference.key)
  const [share, setShare] = useState(0.08)
  const [erases, setErases] = useState(false)
  const [fault, setFault] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const held = current?.state.kind === 'held' ? current.state : undefined
  const sizePx = Math.max(8, Math.round(share * Math.max(held?.widthPx ?? 0, held?.heightPx ?? 0)))
  const drawing = useMaskDrawing({ sizePx, erases })
  const isReady = useUpright(current)

  async function save(): Promise<void> {
    const canvas = drawing.canvas.current
    if (canvas === null) return
    setSaving(true)
    setFault(undefined)
    try {
      if (!opensAnything(canvas)) clearMask()
      else {
        const picture = await exportMask(canvas)
        const { signal } = new AbortController()
        const sent = await studio.client.addUpload(picture, {
          role: 'mask',
          onProgress: ignoreProgress,
          signal,
        })
        setMask(sent.id, picture)
        announce(tm('mask.saved'))
      }
      onClose()
    } catch (error) {
      setFault(faultText(error))
      setSaving(false)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      if (event.shiftKey) drawing.redo()
      else drawing.undo()
    }
    if (event.key === '[') setShare(Math.max(0.01, share / 1.25))
    if (event.key === ']') setShare(Math.min(0.5, share * 1.25))
    if (event.key === 'e' || event.key === 'E') setErases(!erases)
  }

  return (
    <Sheet label={tm('mask.label')} shape="full" onClose={onClose}>
      <div data-theme="dark" className="grid h-full grid-rows-[auto_1fr_auto] text-ink" onKeyDown={onKeyDown}>
        <div className="flex items-center justify-between gap-4 p-2 ps-4">
          <p className="text-13 text-night-ink-second">{tm('mask.hint')}</p>
          <IconButton name={t('action.close')} hint="Esc" icon={X} look="night" onClick={onClose} />
        </div>
        <div className="relative min-h-0 touch-none overflow-hidden p-3">
          {isReady && held !== undefined && current?.url !== undefined ? (
            <Surface
              url={current.url}
              widthPx={held.widthPx}
              heightPx={held.heightPx}
              sizePx={sizePx}
              drawing={drawing}
            />
          ) : (
            <p className="grid h-full place-items-center text-14 text-night-ink-second">
              {current?.state.kind === 'failed' ? errorText(current.state.code) : tm('mask.preparing')}
            </p>
          )}
        </div>
        <div className="grid gap-2 p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          {fault !== undefined && (
            <p role="alert" className="text-13 text-night-ink">
              {fault}
            </p>
          )}
          {/* What is opened before the picture stands would be of no size. */}
          <div className={isReady ? '' : 'invisible'}>
            <Tools drawing={drawing} erases={erases} share={share} onErases={setErases} onShare={setShare} />
          </div>
          <div className="flex justify-end gap-2">
            <Button look="night" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button
              look="primary"
              blockedBy={isSaving ? tm('mask.saving') : isReady ? undefined : tm('mask.preparing')}
              onClick={() => void save()}
            >
              {isSaving ? tm('mask.saving') : tm('mask.save')}
            </Button>
          </div>
        </div>
      </div>
    </Sheet>
  )
}

function ignoreProgress(): void {
  return undefined
}

/** A picture that is kept on its side is sent again upright first; true when it stands. */
function useUpright(current: Reference | undefined): boolean {
  const studio = useStudio()
  const isTurning = useRef(false)
  const orientation = current?.state.kind === 'held' ? current.state.orientation : undefined
  const { key, url } = current ?? {}
  useEffect(() => {
    if (orientation === undefined || orientation === 1 || isTurning.current) return
    if (key === undefined || url === undefined) return
    isTurning.current = true
    const picture = new Image()
    picture.src = url
    void picture
      .decode()
      .then(() => makeUpright(picture))
      .then((upright) => replaceReference(studio, key, upright))
  }, [studio, orientation, key, url])
  return orientation === 1
}

interface SurfaceProps {
  url: string
  widthPx: number
  heightPx: number
  /** How wide the brush is, in pixels of the picture. */
  sizePx: number
  drawing: MaskDrawing
}

const cursorStep = 0.02

function Surface({ url, widthPx, heightPx, sizePx, drawing }: SurfaceProps) {
  const [cursor, setCursor] = useState({ x: widthPx / 2, y: heightPx / 2 })
  const [zoom, setZoom] = useState(1)
  const step = cursorStep * Math.max(widthPx, heightPx)
  function onKeyDown(event: KeyboardEvent): void {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }
    const move = moves[event.key]
    if (move === undefined && event.key !== ' ') return
    event.preventDefault()
    if (move === undefined) return drawing.dab(cursor)
    setCursor(({ x, y }) => ({
      x: Math.min(widthPx, Math.max(0, x + move[0])),
      y: Math.min(heightPx, Math.max(0, y + move[1])),
    }))
  }
  return (
    <div
      className="grid h-full w-full place-items-center overflow-auto"
      onWheel={(event) =>
        event.ctrlKey && setZoom(Math.min(8, Math.max(1, zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15))))
      }
    >
      <div
        className="relative max-h-full max-w-full"
        style={{
          aspectRatio: `${widthPx} / ${heightPx}`,
          width: `min(100%, calc((100dvh - 16rem) * ${widthPx / heightPx}))`,
          transform: `scale(${zoom})`,
        }}
      >
        <img src={url} alt={t('references.number', { number: 1 })} className="absolute inset-0 size-full" />
        <canvas
          ref={drawing.canvas}
          width={widthPx}
          height={heightPx}
          tabIndex={0}
          role="application"
          aria-label={tm('mask.surface')}
          className="absolute inset-0 size-full cursor-crosshair touch-none opacity-55"
          onKeyDown={onKeyDown}
          onPointerDown={drawing.onPointerDown}
          onPointerMove={(event) => {
            setCursor(drawing.place(event))
            drawing.onPointerMove(event)
          }}
          onPointerUp={drawing.onPointerUp}
          onPointerCancel={drawing.onPointerUp}
        />
        <span
          aria-hidden="true"
          data-brush=""
          className="pointer-events-none absolute aspect-square -translate-1/2 rounded-full border-2 border-night-ink mix-blend-difference"
          style={{
            left: `${(cursor.x / widthPx) * 100}%`,
            top: `${(cursor.y / heightPx) * 100}%`,
            width: `${(sizePx / widthPx) * 100}%`,
          }}
        />
      </div>
    </div>
  )
}

interface ToolsProps {
  drawing: MaskDrawing
  erases: boolean
  share: number
  onErases(erases: boolean): void
  onShare(share: number): void
}

function Tools({ drawing, erases, share, onErases, onShare }: ToolsProps) {
  const blocked = (can: boolean): string | undefined => (can ? undefined : tm('mask.nothing'))
  return (
    <div className="flex flex-wrap items-center gap-1">
      <IconButton
        look="night"
        icon={Paintbrush}
        name={tm('mask.paint')}
        aria-pressed={!erases}
        className={erases ? '' : 'bg-night-line!'}
        onClick={() => onErases(false)}
      />
      <IconButton
        look="night"
        icon={Eraser}
        name={tm('mask.erase')}
        hint="E"
        aria-pressed={erases}
        className={erases ? 'bg-night-line!' : ''}
        onClick={() => onErases(true)}
      />
      <label className="flex min-h-10 items-center gap-2 px-2 text-13 text-night-ink-second">
        {tm('mask.size')}
        <input
          type="range"
          className="accent-safelight"
          min={1}
          max={50}
          value={Math.round(share * 100)}
          onChange={({ target }) => onShare(Number(target.value) / 100)}
        />
      </label>
      <IconButton
        look="night"
        icon={Undo2}
        name={t('action.undo')}
        hint="Ctrl Z"
        blockedBy={blocked(drawing.canUndo)}
        onClick={drawing.undo}
      />
      <IconButton
        look="night"
        icon={Redo2}
        name={tm('mask.redo')}
        blockedBy={blocked(drawing.canRedo)}
        onClick={drawing.redo}
      />
      <IconButton look="night" icon={Contrast} name={tm('mask.invert')} onClick={drawing.invert} />
      <IconButton look="night" icon={Trash2} name={tm('mask.clear')} onClick={drawing.clear} />
      {areaNames.map((name) => (
        <Button key={name} look="night" className="px-3! text-13!" onClick={() => drawing.open(name)}>
          {tm(`mask.area-${name}`)}
        </Button>
      ))}
    </div>
  )
}
