import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type AreaName, areas, drawMask, type MaskAct } from './mask-acts.ts'

export interface Place {
  x: number
  y: number
}

export interface MaskDrawing {
  canvas: RefObject<HTMLCanvasElement | null>
  acts: readonly MaskAct[]
  canUndo: boolean
  canRedo: boolean
  undo(): void
  redo(): void
  invert(): void
  clear(): void
  open(area: AreaName): void
  /** A dot or a line from the keyboard. */
  dab(at: Place): void
  /** Where the pointer is, in pixels of the picture. */
  place(event: PointerEvent<HTMLCanvasElement>): Place
  onPointerDown(event: PointerEvent<HTMLCanvasElement>): void
  onPointerMove(event: PointerEvent<HTMLCanvasElement>): void
  onPointerUp(): void
}

/** What has been done to a mask, and what was taken back. */
export function useMaskDrawing(brush: { sizePx: number; erases: boolean }): MaskDrawing {
  const canvas = useRef<HTMLCanvasElement>(null)
  const stroke = useRef<Extract<MaskAct, { kind: 'stroke' }> | undefined>(undefined)
  const [acts, setActs] = useState<readonly MaskAct[]>([])
  const [undone, setUndone] = useState<readonly MaskAct[]>([])
  useEffect(() => {
    if (canvas.current !== null) drawMask(canvas.current, acts)
  }, [acts])
  function add(act: MaskAct): void {
    setActs((before) => [...before, act])
    setUndone([])
  }
  function place(event: PointerEvent<HTMLCanvasElement>): Place {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return {
      x: ((event.clientX - left) / width) * event.currentTarget.width,
      y: ((event.clientY - top) / height) * event.currentTarget.height,
    }
  }
  return {
    canvas,
    acts,
    canUndo: acts.length > 0,
    canRedo: undone.length > 0,
    undo() {
      const last = acts.at(-1)
      if (last === undefined) return
      setActs(acts.slice(0, -1))
      setUndone([...undone, last])
    },
    redo() {
      const next = undone.at(-1)
      if (next === undefined) return
      setUndone(undone.slice(0, -1))
      setActs([...acts, next])
    },
    invert: () => add({ kind: 'invert' }),
    clear: () => add({ kind: 'clear' }),
    open(area) {
      const [left, top, width, height] = areas[area]
      const size = canvas.current ?? { width: 0, height: 0 }
      add({
        kind: 'area',
        left: left * size.width,
        top: top * size.height,
        width: width * size.width,
        height: height * size.height,
      })
    },
    place,
    dab: (at) => add({ kind: 'stroke', ...brush, points: [at] }),
    onPointerDown(event) {
      if (event.button !== 0 || !event.isPrimary) return
      event.currentTarget.setPointerCapture(event.pointerId)
      stroke.current = { kind: 'stroke', ...brush, points: [place(event)] }
      drawMask(event.currentTarget, [...acts, stroke.current])
    },
    onPointerMove(event) {
      if (stroke.current === undefined || !event.isPrimary) return
      stroke.current.points.push(place(event))
      drawMask(event.currentTarget, [...acts, stroke.current])
    },
    onPointerUp() {
      if (stroke.current !== undefined) add(stroke.current)
      stroke.current = undefined
    },
  }
}
