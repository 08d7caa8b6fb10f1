import type { ImageRequest } from '#partner-spec'
import {
  anInput,
  checkConformance,
  checkDeletion,
  checkNoDeletionCall,
  type Expected,
  type FaultName,
  type Met,
  type Received,
} from '#partner-kit/conformance'
import { falPartner, makePng, type SeenFalRequest, type Stage, startFakeFalQueue } from '#testkit'

const size = { widthPx: 64, heightPx: 48 }
const photo = anInput(makePng({ ...size, sizeBytes: 9_000 }), { mediaType: 'image/png', ...size })
const other = anInput(Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'), {
  mediaType: 'image/jpeg',
  ...size,
})
const edit: Partial<ImageRequest> = { references: [photo, other] }

async function meet(stage: Stage, layout: 'usual' | 'unusual'): Promise<Met> {
  const fake = await startFakeFalQueue({ layout, stage })
  return {
    partner: falPartner(fake),
    key: fake.key,
    fake: {
      behave: (fault) => fake.behave(fault),
      received: () => fake.seen.map(describeReceived),
      arrivals: (count) => fake.meets(count),
      close: () => fake.close(),
    },
  }
}

const describeReceived = ({ understood, sizeBytes, headers, rejected }: SeenFalRequest): Received => ({
  prompt: understood?.prompt ?? '',
  bodyBytes: sizeBytes,
  pictures: understood?.pictures ?? [],
  fileNames: [],
  headers,
  rejected,
})

/** Only a result has pictures. */
const ofPictures = new Set<FaultName>([
  'truncated-picture',
  'no-picture',
  'empty-batch',
  'endless-picture',
  'giant-picture',
  'invalid-encoding',
  'partial-batch',
  'surplus-batch',
  'expired-address',
  'duplicate-completion',
])

/** A name is what everything else is asked by: one that cannot be believed leads nowhere. */
const unbelieved: Expected = { outcome: 'malformed-answer' }
/** What was taken is never sent again, however busy the partner is with questions about it. */
const busyWithQuestions: Expected = { outcome: 'unavailable' }
const whenTaken: Partial<Record<FaultName, Expected>> = {
  'no-answer': { outcome: 'timed-out' },
  'cut-before-answer': { outcome: 'unavailable' },
  'busy-once': { outcome: 'delivered' },
  busy: busyWithQuestions,
  'busy-until': busyWithQuestions,
  'busy-for-years': busyWithQuestions,
  'other-persons-id': unbelieved,
}

const stages: Readonly<Record<Stage, Partial<Record<FaultName, Expected>>>> = {
  submit: { 'wrong-id': unbelieved, 'other-persons-id': unbelieved },
  status: whenTaken,
  result: whenTaken,
}

for (const stage of ['submit', 'status', 'result'] as const) {
  // Only a result can be written in another way that is worth a test.
  for (const layout of stage === 'result' ? (['usual', 'unusual'] as const) : (['usual'] as const)) {
    checkConformance({
      name: `fal-queue, ${layout} layout, faults at the ${stage}`,
      meet: () => meet(stage, layout),
      ways: [
        { name: 'words', change: { count: 2 }, partials: 0, kinds: ['prompt'] },
        { name: 'pictures', change: edit, partials: 0, kinds: ['prompt', 'upload'] },
      ],
      headers: [
        'host',
        'connection',
        'content-type',
        'content-length',
        'accept',
        'accept-encoding',
        'authorization',
        'x-fal-store-io',
        'x-fal-object-lifecycle-preference',
        'x-fal-no-retry',
        'x-app-fal-disable-fallback',
        'x-fal-request-timeout',
      ],
      isMeaningless: (fault) =>
        (stage !== 'result' && ofPictures.has(fault)) ||
        // The ledger has the name from the submission; nothing connects to nothing later.
        (stage !== 'submit' && (fault === 'wrong-id' || fault === 'no-connection')),
      expects: stages[stage],
      ...(stage === 'submit' ? {} : { stoppedWhileThinking: 'sent' as const }),
    })
  }
}

checkDeletion('fal-queue', async () => {
  const fake = await startFakeFalQueue()
  return {
    partner: falPartner(fake),
    key: fake.adminKey,
    fake: {
      behaveOnDeletion: (fault) => fake.desk.behave(fault),
      stored: () => fake.desk.stored(),
      deletions: () => fake.desk.asked,
      close: () => fake.close(),
    },
  }
})

const nowhere = {
  baseUrl: 'http://127.0.0.1:9/',
  deletionUrl: 'http://127.0.0.1:9/',
  key: 'key',
  adminKey: 'key',
}
checkNoDeletionCall(
  'fal-queue, without a key that may delete',
  () => falPartner(nowhere, { hasDeletion: false, terms: { deletion: 'none' } }),
  'not-possible',
)
