import { parentPort } from 'node:worker_threads'
import { type Area, fillOpenArea } from './edit.ts'
import type { Pixels } from './pixels.ts'
import { partialScales, renderSheet, type Sheet } from './render.ts'

/* The thread in which pictures are drawn, so that a picture never holds up a request. */

export interface Job {
  /** UTF-8; a copy of this thread's own, overwritten when it was read. */
  prompt: Uint8Array
  sheet: Omit<Sheet, 'prompt'>
  /** The picture that the drawing is laid into, where its mask is open. */
  edit?: { picture: Pixels; mask: Pixels; area: Area } | undefined
}

/** A drawing comes as a file; an edit as pixels, which are written where exactness is kept. */
export type Drawn =
  | ({ kind: 'partial' | 'image'; fraction: number } & ({ file: Uint8Array } | { pixels: Pixels }))
  | { kind: 'failed' }

const port = parentPort

port?.on('message', (job: Job) => {
  void draw(job)
})

async function draw({ prompt, sheet, edit }: Job): Promise<void> {
  try {
    const whole: Sheet = { ...sheet, prompt: Buffer.from(prompt).toString('utf8') }
    prompt.fill(0)
    // An edit shows its whole picture each time, so that one early state is enough.
    const scales = edit === undefined ? partialScales : partialScales.slice(-2, -1)
    for (const [index, scale] of scales.entries()) {
      tell({
        kind: 'partial',
        fraction: (index + 1) / (scales.length + 1),
        ...(await develop(whole, scale, edit)),
      })
    }
    tell({ kind: 'image', fraction: 1, ...(await develop(whole, 1, edit)) })
  } catch {
    // What went wrong may quote the prompt; only that it did is told.
    tell({ kind: 'failed' })
  } finally {
    edit?.picture.rgba.fill(0)
  }
}

async function develop(
  sheet: Sheet,
  scale: number,
  edit: Job['edit'],
): Promise<{ file: Uint8Array } | { pixels: Pixels }> {
  const canvas = renderSheet(sheet, scale)
  if (edit === undefined) return { file: await canvas.encode('png') }
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const drawing = { widthPx: width, heightPx: height, rgba: new Uint8Array(data.buffer) }
  return { pixels: fillOpenArea(edit.picture, { mask: edit.mask, drawing, area: edit.area }) }
}

function tell(drawn: Drawn): void {
  port?.postMessage(drawn)
}
