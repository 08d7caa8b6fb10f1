import { buffer } from 'node:stream/consumers'
import type { Adapter, AdapterEvent, ImageBytes, ImageInput, ImageRequest } from '#partner-spec'
import { findOpenArea } from './edit.ts'
import { type Lent, readLent } from './lend.ts'
import type { Darkroom } from './pixels.ts'
import { findRefusal } from './refusals.ts'
import { RenderPool } from './render-pool.ts'
import type { Drawn, Job } from './render-worker.ts'

/** Enough to tell colours and where things stand. */
const lentSidePx = 64
/** A picture that is edited is made smaller first when it is longer than this. */
const editSidePx = 4_096
/** The drawing that is laid into an opening; it is stretched over a larger one. */
const openingSidePx = 1_024

/** Draws inside this program: nothing is sent anywhere. */
export function createBuiltinAdapter(darkroom: Darkroom): Adapter {
  const pool = new RenderPool()
  return {
    async *run(request, { signal }) {
      const category = findRefusal(Buffer.from(request.prompt).toString('utf8'))
      if (category !== undefined) {
        yield { kind: 'refused', stage: 'input', category }
        return
      }
      const lent = await readReferences(darkroom, request, signal)
      for (let index = request.firstIndex; index < request.firstIndex + request.count; index += 1) {
        yield* drawOne({ pool, darkroom }, { request, index, lent, signal })
      }
      yield { kind: 'done' }
    },
    cancel: async () => 'unsupported',
    close: () => pool.close(),
  }
}

async function readReferences(
  darkroom: Darkroom,
  { references }: ImageRequest,
  signal: AbortSignal,
): Promise<Lent | undefined> {
  const small = []
  for (const reference of references) small.push(await read(darkroom, reference, lentSidePx, signal))
  return readLent(small)
}

async function read(darkroom: Darkroom, input: ImageInput, longestSidePx: number, signal: AbortSignal) {
  const file = await buffer(input.open())
  try {
    return await darkroom.read(file, { longestSidePx, signal })
  } finally {
    file.fill(0)
  }
}

interface Wish {
  request: ImageRequest
  index: number
  lent: Lent | undefined
  signal: AbortSignal
}

async function* drawOne(
  { pool, darkroom }: { pool: RenderPool; darkroom: Darkroom },
  wish: Wish,
): AsyncGenerator<AdapterEvent> {
  const { request, index, signal } = wish
  const job = await makeJob(darkroom, wish)
  try {
    for await (const drawn of pool.draw(job, signal)) {
      if (drawn.kind === 'failed') throw new Error('the drawing thread failed')
      const bytes = await toFile(darkroom, drawn, signal)
      yield { kind: drawn.kind, index, mediaType: 'image/png', bytes: once(bytes) }
      yield { kind: 'progress', fraction: (index - request.firstIndex + drawn.fraction) / request.count }
    }
  } finally {
    job.prompt.fill(0)
    job.edit?.picture.rgba.fill(0)
  }
}

async function makeJob(darkroom: Darkroom, { request, index, lent, signal }: Wish): Promise<Job> {
  const { widthPx, heightPx, background, references, mask } = request
  const prompt = Uint8Array.from(request.prompt)
  // Each picture of one request is another composition of the same wish.
  const sheet = { widthPx, heightPx, background, lent, seed: (request.seed + index * 0x9e3779b1) >>> 0 }
  const [first] = references
  if (mask === undefined || first === undefined) return { prompt, sheet }
  const picture = await read(darkroom, first, editSidePx, signal)
  const opening = await read(darkroom, mask, editSidePx, signal)
  if (picture.widthPx !== opening.widthPx || picture.heightPx !== opening.heightPx) {
    throw new Error('the mask is of another size than its picture')
  }
  const area = findOpenArea(opening) ?? { left: 0, top: 0, right: 1, bottom: 1 }
  return {
    prompt,
    sheet: { ...sheet, ...openingSize(area), ...(lent === undefined ? {} : { lent: coloursOf(lent) }) },
    edit: { picture, mask: opening, area },
  }
}

/** The opening is composed for itself: where things stand in the whole picture says nothing of a part of it. */
const coloursOf = (lent: Lent): Lent => ({ ...lent, horizon: undefined, focusX: 0.5 })

function openingSize({
  left,
  top,
  right,
  bottom,
}: {
  left: number
  top: number
  right: number
  bottom: number
}) {
  const [width, height] = [right - left, bottom - top]
  const scale = Math.min(1, openingSidePx / Math.max(width, height))
  return {
    widthPx: Math.max(16, Math.round(width * scale)),
    heightPx: Math.max(16, Math.round(height * scale)),
  }
}

async function toFile(
  darkroom: Darkroom,
  drawn: Exclude<Drawn, { kind: 'failed' }>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if ('file' in drawn) return drawn.file
  try {
    return await darkroom.write(drawn.pixels, { signal })
  } finally {
    drawn.pixels.rgba.fill(0)
  }
}

async function* once(bytes: Uint8Array): ImageBytes {
  yield bytes
}
