import type { Adapter, AdapterEvent, ImageBytes, ImageRequest } from '#partner-spec'
import { findRefusal } from './refusals.ts'
import { RenderPool } from './render-pool.ts'

/** Draws inside this program: nothing is sent anywhere. */
export function createBuiltinAdapter(): Adapter {
  const pool = new RenderPool()
  return {
    async *run(request, { signal }) {
      const category = findRefusal(Buffer.from(request.prompt).toString('utf8'))
      if (category !== undefined) {
        yield { kind: 'refused', stage: 'input', category }
        return
      }
      for (let index = request.firstIndex; index < request.firstIndex + request.count; index += 1) {
        yield* drawOne(pool, { request, index, signal })
      }
      yield { kind: 'done' }
    },
    cancel: async () => 'unsupported',
    close: () => pool.close(),
  }
}

async function* drawOne(
  pool: RenderPool,
  { request, index, signal }: { request: ImageRequest; index: number; signal: AbortSignal },
): AsyncGenerator<AdapterEvent> {
  const { widthPx, heightPx, background } = request
  const job = {
    prompt: Uint8Array.from(request.prompt),
    // Each picture of one request is another composition of the same wish.
    sheet: { widthPx, heightPx, background, seed: (request.seed + index * 0x9e3779b1) >>> 0 },
  }
  try {
    for await (const drawn of pool.draw(job, signal)) {
      if (drawn.kind === 'failed') throw new Error('the drawing thread failed')
      yield { kind: drawn.kind, index, mediaType: 'image/png', bytes: once(drawn.bytes) }
      yield { kind: 'progress', fraction: (index - request.firstIndex + drawn.fraction) / request.count }
    }
  } finally {
    job.prompt.fill(0)
  }
}

async function* once(bytes: Uint8Array): ImageBytes {
  yield bytes
}
