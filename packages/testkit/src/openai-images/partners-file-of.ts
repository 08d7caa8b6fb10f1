import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { FakeOpenaiImages } from './fake-openai-images.ts'

/** States a fake partner as an operator would, with its key; the environment of a server that uses it. */
export async function partnersFileOf(
  fake: Pick<FakeOpenaiImages, 'baseUrl' | 'key'>,
  folder: string,
): Promise<{ PARTNERS_FILE: string; FAKE_API_KEY: string }> {
  const path = join(folder, 'partners.yaml')
  const partner = {
    id: 'openai',
    name: 'Fake OpenAI',
    dialect: 'openai-images',
    baseUrl: fake.baseUrl,
    apiKey: 'FAKE_API_KEY',
    slots: 64,
    terms: {
      inputRetentionSeconds: 0,
      outputRetentionSeconds: 0,
      logRetentionSeconds: 3_600,
      trainsOnContent: false,
      onwardRecipients: [],
      region: 'EU',
      minimumAge: 16,
      deletion: 'none',
      basis: 'self-hosted',
      evidence: { checkedOn: new Date().toISOString().slice(0, 10) },
    },
    models: [
      {
        id: 'openai/gpt-image-2',
        wireName: 'gpt-image-2',
        name: 'GPT Image 2',
        sizes: ['1024x1024', '1536x864', '512x512'],
        maximumCount: 4,
        maximumReferences: 16,
        takesMask: true,
        transparentBackground: true,
        qualities: ['low', 'medium', 'high'],
        sendsPartials: true,
        promptMaximumBytes: 16_000,
        usualSeconds: 1,
        credits: { low: 1, medium: 2, high: 6 },
        prices: { unit: 'image', perImage: 0.07, checkedOn: '2026-11-24' },
      },
    ],
  }
  await writeFile(path, stringify({ partners: [partner] }))
  return { PARTNERS_FILE: path, FAKE_API_KEY: fake.key }
}
