import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { FakeFalQueue } from './fake-fal-queue.ts'

/** States a fake partner as an operator would, with both keys; the environment of a server that uses it. */
export async function falPartnersFileOf(
  fake: Pick<FakeFalQueue, 'baseUrl' | 'deletionUrl' | 'mediaHost' | 'key' | 'adminKey'>,
  folder: string,
): Promise<{ PARTNERS_FILE: string; FAKE_API_KEY: string; FAKE_ADMIN_API_KEY: string }> {
  const path = join(folder, 'partners.yaml')
  const partner = {
    id: 'fal',
    name: 'Fake fal',
    dialect: 'fal-queue',
    baseUrl: fake.baseUrl,
    apiKey: 'FAKE_API_KEY',
    deletionCall: { baseUrl: fake.deletionUrl, apiKey: 'FAKE_ADMIN_API_KEY' },
    resultHosts: [fake.mediaHost],
    slots: 64,
    terms: {
      inputRetentionSeconds: 3_600,
      outputRetentionSeconds: 3_600,
      logRetentionSeconds: 0,
      trainsOnContent: false,
      onwardRecipients: [],
      region: 'US',
      transferMechanism: 'SCC 2021/914 module 2',
      minimumAge: 18,
      deletion: 'api',
      basis: 'self-hosted',
      evidence: { checkedOn: new Date().toISOString().slice(0, 10) },
    },
    models: [
      {
        id: 'fal/flux-2',
        wireName: 'fal-ai/flux-2',
        editWireName: 'fal-ai/flux-2/edit',
        referencesField: 'image_urls',
        name: 'FLUX.2',
        sizes: ['1024x1024', '512x512'],
        maximumCount: 4,
        maximumReferences: 4,
        takesMask: false,
        takesSeed: true,
        transparentBackground: false,
        qualities: [],
        sendsPartials: false,
        promptMaximumBytes: 16_000,
        usualSeconds: 1,
        credits: 2,
        prices: { unit: 'billable-unit', perUnit: 0.012, checkedOn: '2026-11-24' },
      },
    ],
  }
  await writeFile(path, stringify({ partners: [partner] }))
  return { PARTNERS_FILE: path, FAKE_API_KEY: fake.key, FAKE_ADMIN_API_KEY: fake.adminKey }
}
