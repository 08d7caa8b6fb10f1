import { parentPort } from 'node:worker_threads'
import { partialScales, renderSheet, type Sheet } from './render.ts'

/* The thread in which pictures are drawn, so that a picture never holds up a request. */

export interface Job {
  /** UTF-8; a copy of this thread's own, overwritten when it was read. */
  prompt: Uint8Array
  sheet: Omit<Sheet, 'prompt'>
}

export type Drawn = { kind: 'partial' | 'image'; fraction: number; bytes: Uint8Array } | { kind: 'failed' }

const port = parentPort

port?.on('message', (job: Job) => {
  void draw(job)
})

async function draw({ prompt, sheet }: Job): Promise<void> {
  try {
    const whole: Sheet = { ...sheet, prompt: Buffer.from(prompt).toString('utf8') }
    prompt.fill(0)
    for (const [index, scale] of partialScales.entries()) {
      tell({
        kind: 'partial',
        fraction: (index + 1) / (partialScales.length + 1),
        bytes: await renderSheet(whole, scale),
      })
    }
    tell({ kind: 'image', fraction: 1, bytes: await renderSheet(whole) })
  } catch {
    // What went wrong may quote the prompt; only that it did is told.
    tell({ kind: 'failed' })
  }
}

function tell(drawn: Drawn): void {
  port?.postMessage(drawn)
}
