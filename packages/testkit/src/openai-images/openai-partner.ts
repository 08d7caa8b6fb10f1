import type { EnabledPartner, HandlingTerms, ModelDescription } from '#partner-spec'
import { createOpenaiImagesPartner, type OpenaiImagesModel } from '#dialects/openai-images'
import type { FakeOpenaiImages } from './fake-openai-images.ts'

const terms: HandlingTerms = {
  inputRetentionSeconds: 0,
  outputRetentionSeconds: 0,
  logRetentionSeconds: 0,
  trainsOnContent: false,
  onwardRecipients: [],
  region: 'test',
  minimumAge: 18,
  deletion: 'none',
  basis: 'contract',
  evidence: { checkedOn: '2026-11-24' },
}

/** Terms and a model that may be enabled, at the address of a fake partner. */
export function openaiPartner(
  fake: Pick<FakeOpenaiImages, 'baseUrl' | 'key'>,
  change: {
    model?: Partial<ModelDescription>
    wire?: Partial<OpenaiImagesModel>
    terms?: Partial<HandlingTerms>
  } = {},
): EnabledPartner {
  const model: ModelDescription = {
    id: 'openai/gpt-image-2',
    name: 'GPT Image 2',
    sizes: [
      { widthPx: 1024, heightPx: 1024 },
      { widthPx: 1536, heightPx: 864 },
    ],
    maximumCount: 4,
    takesSeed: false,
    transparentBackground: true,
    sendsPartials: true,
    maximumReferences: 16,
    takesMask: true,
    qualities: ['low', 'medium', 'high'],
    creditsPerImage: 4,
    creditsByQuality: { low: 1, medium: 4, high: 16 },
    usualSeconds: 20,
    promptMaximumBytes: 16_000,
    ...change.model,
  }
  const wire: OpenaiImagesModel = {
    wireName: 'gpt-image-2',
    asksForBase64: false,
    sendsPartials: model.sendsPartials,
    usualQuality: 'medium',
    prices: { unit: 'token', textInput: 5_000_000, imageInput: 8_000_000, imageOutput: 30_000_000 },
    ...change.wire,
  }
  return createOpenaiImagesPartner({
    description: {
      id: 'openai',
      name: 'OpenAI',
      slots: 4,
      leavesInstallation: true,
      terms: { ...terms, ...change.terms },
      models: [model],
    },
    baseUrl: new URL(fake.baseUrl),
    key: () => fake.key,
    models: new Map([[model.id, wire]]),
  })
}
