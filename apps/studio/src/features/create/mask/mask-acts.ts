/** One thing done to a mask. Places and sizes are pixels of the picture. */
export type MaskAct =
  | { kind: 'stroke'; erases: boolean; sizePx: number; points: { x: number; y: number }[] }
  | { kind: 'area'; left: number; top: number; width: number; height: number }
  | { kind: 'invert' }
  | { kind: 'clear' }

/** Halves and the middle, in shares of the picture: a mask without a pointer. */
export const areas = {
  all: [0, 0, 1, 1],
  top: [0, 0, 1, 0.5],
  bottom: [0, 0.5, 1, 0.5],
  left: [0, 0, 0.5, 1],
  right: [0.5, 0, 0.5, 1],
  middle: [0.25, 0.25, 0.5, 0.5],
} as const
export type AreaName = keyof typeof areas

/** Draws the acts anew, in order: what is opaque is to be drawn anew by the model. */
export function drawMask(canvas: HTMLCanvasElement, acts: readonly MaskAct[]): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  context.globalCompositeOperation = 'source-over'
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = context.strokeStyle = '#ff9b54'
  context.lineCap = context.lineJoin = 'round'
  for (const act of acts) drawAct(context, act)
}

function drawAct(context: CanvasRenderingContext2D, act: MaskAct): void {
  const { width, height } = context.canvas
  if (act.kind === 'clear') return context.clearRect(0, 0, width, height)
  if (act.kind === 'stroke') return drawStroke(context, act)
  context.globalCompositeOperation = act.kind === 'invert' ? 'source-out' : 'source-over'
  if (act.kind === 'area') context.fillRect(act.left, act.top, act.width, act.height)
  else context.fillRect(0, 0, width, height)
}

function drawStroke(
  context: CanvasRenderingContext2D,
  { erases, sizePx, points }: Extract<MaskAct, { kind: 'stroke' }>,
): void {
  const [first, ...rest] = points
  if (first === undefined) return
  context.globalCompositeOperation = erases ? 'destination-out' : 'source-over'
  context.lineWidth = sizePx
  context.beginPath()
  context.moveTo(first.x, first.y)
  // A touch without a move is a dot.
  for (const point of rest.length === 0 ? [first] : rest) context.lineTo(point.x, point.y)
  context.stroke()
}

/** Whether anything of the mask is open. Looks at every eighth pixel each way, which no brush is smaller than. */
export function opensAnything(canvas: HTMLCanvasElement): boolean {
  const small = document.createElement('canvas')
  small.width = Math.max(1, Math.ceil(canvas.width / 8))
  small.height = Math.max(1, Math.ceil(canvas.height / 8))
  const context = small.getContext('2d')
  if (context === null) return false
  context.drawImage(canvas, 0, 0, small.width, small.height)
  return context
    .getImageData(0, 0, small.width, small.height)
    .data.some((part, at) => at % 4 === 3 && part > 0)
}

/** The PNG that is sent: opaque where the picture stays, transparent where it is drawn anew. */
export async function exportMask(canvas: HTMLCanvasElement): Promise<Blob> {
  const out = document.createElement('canvas')
  out.width = canvas.width
  out.height = canvas.height
  const context = out.getContext('2d')
  if (context === null) throw new Error('there is no canvas')
  context.fillRect(0, 0, out.width, out.height)
  context.globalCompositeOperation = 'destination-out'
  context.drawImage(canvas, 0, 0)
  return toBlob(out, 'image/png')
}

/** The picture as it is seen, with its pixels where they are seen. */
export async function makeUpright(picture: HTMLImageElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth
  canvas.height = picture.naturalHeight
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  return toBlob(canvas, 'image/jpeg')
}

async function toBlob(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  const { promise, resolve } = Promise.withResolvers<Blob | null>()
  canvas.toBlob(resolve, type, 0.95)
  const blob = await promise
  if (blob === null) throw new Error('the browser made no file')
  return blob
}
