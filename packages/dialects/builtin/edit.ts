import type { Pixels } from './pixels.ts'

/** A rectangle of pixels; `right` and `bottom` are the first that are outside. */
export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/** The smallest rectangle that holds everything the mask opens; undefined when it opens nothing. */
export function findOpenArea({ widthPx, heightPx, rgba }: Pixels): Area | undefined {
  let [left, top, right, bottom] = [widthPx, heightPx, 0, 0]
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if (rgba[(y * widthPx + x) * 4 + 3] === 255) continue
      if (x < left) left = x
      if (x >= right) right = x + 1
      if (y < top) top = y
      bottom = y + 1
    }
  }
  return right === 0 ? undefined : { left, top, right, bottom }
}

/**
 * Lays a drawing into the open part of a picture: where the mask is opaque the picture's own bytes stay, where it is
 * transparent the drawing takes their place, and in between they are mixed. The drawing is stretched over `area`.
 */
export function fillOpenArea(
  picture: Pixels,
  { mask, drawing, area }: { mask: Pixels; drawing: Pixels; area: Area },
): Pixels {
  const rgba = Uint8Array.from(picture.rgba)
  const columns = Array.from({ length: area.right - area.left }, (_, x) =>
    Math.min(drawing.widthPx - 1, Math.floor(((x + 0.5) * drawing.widthPx) / (area.right - area.left))),
  )
  for (let y = area.top; y < area.bottom; y += 1) {
    const row = Math.min(
      drawing.heightPx - 1,
      Math.floor(((y - area.top + 0.5) * drawing.heightPx) / (area.bottom - area.top)),
    )
    for (let x = area.left; x < area.right; x += 1) {
      const at = (y * picture.widthPx + x) * 4
      const kept = mask.rgba[at + 3] ?? 255
      if (kept === 255) continue
      const from = (row * drawing.widthPx + (columns[x - area.left] ?? 0)) * 4
      for (let channel = 0; channel < 4; channel += 1) {
        const own = rgba[at + channel] ?? 0
        const drawn = drawing.rgba[from + channel] ?? 0
        rgba[at + channel] = Math.round((own * kept + drawn * (255 - kept)) / 255)
      }
    }
  }
  return { ...picture, rgba }
}
