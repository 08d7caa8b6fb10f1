import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type GenerationView, generationView } from '#contract'
import type { Answer } from '../parts.ts'
import type { Walk } from './walk.ts'

const lookEveryMs = 100

/** The program answered otherwise than a person could use. */
export class AnsweredOtherwise extends Error {
  override readonly name = 'AnsweredOtherwise'
}

/** Has one small picture made by the built-in model, and waits for its end, whatever that is. */
export async function drawPicture(
  ask: Walk['ask'],
  prompt: string,
  signal: AbortSignal,
): Promise<GenerationView> {
  const body = { model: 'builtin/sketch', prompt, widthPx: 512, heightPx: 512, count: 1 }
  let view = readView(await ask('/api/generations', { method: 'POST', body, key: randomUUID() }))
  while (view.endedAt === undefined) {
    await pause(lookEveryMs, undefined, { signal })
    view = readView(await ask(`/api/generations/${view.id}`))
  }
  return view
}

function readView({ status, bytes }: Answer): GenerationView {
  if (status !== 200 && status !== 202) throw new AnsweredOtherwise('no generation')
  return generationView.parse(JSON.parse(bytes.toString('utf8')))
}
