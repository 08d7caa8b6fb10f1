import type { ImageRequest } from '#partner-spec'
import {
  anInput,
  checkConformance,
  checkNoDeletionCall,
  type Met,
  type Received,
} from '#partner-kit/conformance'
import { makePng, openaiPartner, type SeenOpenaiRequest, startFakeOpenaiImages } from '#testkit'

const size = { widthPx: 64, heightPx: 48 }
const photo = anInput(makePng({ ...size, sizeBytes: 9_000 }), { mediaType: 'image/png', ...size })
const other = anInput(Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'), {
  mediaType: 'image/jpeg',
  ...size,
})
const mask = anInput(makePng({ ...size, hasAlpha: true }), { mediaType: 'image/png', ...size })
const edit: Partial<ImageRequest> = { references: [photo, other], mask }

async function meet(layout: 'usual' | 'unusual'): Promise<Met> {
  const fake = await startFakeOpenaiImages({ layout })
  return {
    partner: openaiPartner(fake),
    key: fake.key,
    fake: {
      behave: (fault) => fake.behave(fault),
      received: () => fake.seen.map(describeReceived),
      arrivals: (count) => fake.arrivals(count),
      close: () => fake.close(),
    },
  }
}

function describeReceived({ sent, understood, headers, rejected }: SeenOpenaiRequest): Received {
  const files = sent?.files ?? []
  return {
    prompt: understood?.prompt ?? '',
    bodyBytes: sent?.sizeBytes ?? 0,
    pictures: files.map(({ bytes }) => bytes),
    fileNames: files.map(({ fileName }) => fileName),
    headers,
    rejected,
  }
}

for (const layout of ['usual', 'unusual'] as const) {
  checkConformance({
    name: `openai-images, ${layout} layout`,
    meet: () => meet(layout),
    ways: [
      { name: 'words, streamed', change: {}, partials: 2, kinds: ['prompt'] },
      { name: 'words, whole', change: { count: 3 }, partials: 0, kinds: ['prompt'] },
      { name: 'pictures, streamed', change: edit, partials: 2, kinds: ['prompt', 'upload', 'mask'] },
      {
        name: 'pictures, whole',
        change: { ...edit, count: 2 },
        partials: 0,
        kinds: ['prompt', 'upload', 'mask'],
      },
    ],
    headers: [
      'host',
      'connection',
      'content-type',
      'content-length',
      'accept',
      'accept-encoding',
      'authorization',
    ],
  })
}

checkNoDeletionCall(
  'openai-images',
  () => openaiPartner({ baseUrl: 'http://127.0.0.1:9/v1/', key: 'key' }),
  'not-possible',
)
checkNoDeletionCall(
  'openai-images, with a contract that says so',
  () =>
    openaiPartner({ baseUrl: 'http://127.0.0.1:9/v1/', key: 'key' }, { terms: { deletion: 'in-writing' } }),
  'in-writing',
)
