import { createFalQueuePartner, type FalQueueModel } from '#dialects/fal-queue'
import type { EnabledPartner, HandlingTerms, ModelDescription } from '#partner-spec'
import type { FakeFalQueue } from './fake-fal-queue.ts'

const terms: HandlingTerms = {
  inputRetentionSeconds: 3_600,
  outputRetentionSeconds: 3_600,
  logRetentionSeconds: 0,
  trainsOnContent: false,
  onwardRecipients: [],
  region: 'test',
  minimumAge: 18,
  deletion: 'api',
  basis: 'contract',
  evidence: { checkedOn: '2026-11-24' },
}

/** Terms and a model that may be enabled, at the address of a fake partner. Waits between questions are not waited. */
export function falPartner(
  fake: Pick<FakeFalQueue, 'baseUrl' | 'deletionUrl' | 'key' | 'adminKey'>,
  change: {
    wire?: Partial<FalQueueModel>
    terms?: Partial<HandlingTerms>
    wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
    hasDeletion?: boolean
    resultHosts?: readonly string[]
  } = {},
): EnabledPartner {
  const model: ModelDescription = {
    id: 'fal/flux-2',
    name: 'FLUX.2',
    sizes: [
      { widthPx: 1024, heightPx: 1024 },
      { widthPx: 1536, heightPx: 864 },
    ],
    maximumCount: 4,
    takesSeed: true,
    transparentBackground: false,
    sendsPartials: false,
    maximumReferences: 4,
    takesMask: false,
    qualities: [],
    creditsPerImage: 2,
    usualSeconds: 5,
    promptMaximumBytes: 16_000,
  }
  const wire: FalQueueModel = {
    wireName: 'fal-ai/flux-2',
    references: { wireName: 'fal-ai/flux-2/edit', field: 'image_urls' },
    takesSeed: true,
    prices: { unit: 'billable-unit', perUnit: 12_000 },
    ...change.wire,
  }
  return createFalQueuePartner({
    description: {
      id: 'fal',
      name: 'fal',
      slots: 4,
      leavesInstallation: true,
      terms: { ...terms, ...change.terms },
      models: [model],
    },
    baseUrl: new URL(fake.baseUrl),
    key: () => fake.key,
    models: new Map([[model.id, wire]]),
    ...(change.resultHosts === undefined ? {} : { resultHosts: change.resultHosts }),
    wait: change.wait ?? (async () => undefined),
    ...(change.hasDeletion === false
      ? {}
      : { deletion: { baseUrl: new URL(fake.deletionUrl), key: () => fake.adminKey } }),
  })
}
