import { availableParallelism } from 'node:os'
import type { EnabledPartner } from '#partner-spec'
import { createBuiltinAdapter } from './adapter.ts'
import type { Darkroom } from './pixels.ts'

export type { Darkroom, Pixels } from './pixels.ts'

const sizes = [
  { widthPx: 1024, heightPx: 1024 },
  { widthPx: 1536, heightPx: 1024 },
  { widthPx: 1024, heightPx: 1536 },
  { widthPx: 512, heightPx: 512 },
] as const

/** The picture maker inside this program: a sketch by rules, not a learned model, and free of any network. */
export function createBuiltinPartner(options: { darkroom: Darkroom; slots?: number }): EnabledPartner {
  return {
    adapter: createBuiltinAdapter(options.darkroom),
    deletion: { kind: 'never-stored' },
    description: {
      id: 'builtin',
      name: 'This server',
      slots: options.slots ?? Math.max(1, Math.min(2, availableParallelism() - 1)),
      leavesInstallation: false,
      terms: {
        inputRetentionSeconds: 0,
        outputRetentionSeconds: 0,
        logRetentionSeconds: 0,
        trainsOnContent: false,
        onwardRecipients: [],
        deletion: 'none',
        region: 'this server',
        minimumAge: 13,
        basis: 'in-process',
        evidence: { checkedOn: '2026-11-24' },
      },
      models: [
        {
          id: 'builtin/sketch',
          name: 'Sketch',
          label: 'built-in sketch, not AI',
          sizes,
          maximumCount: 4,
          takesSeed: true,
          transparentBackground: true,
          sendsPartials: true,
          maximumReferences: 4,
          takesMask: true,
          qualities: [],
          creditsPerImage: 1,
          usualSeconds: 1.5,
          promptMaximumBytes: 4_000,
        },
      ],
    },
  }
}
