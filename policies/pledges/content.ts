import type { Pledge } from '../pledge-shape.ts'

/** What becomes of prompts and pictures, here and at partners. */
export const contentPledges = {
  P05: {
    sentence: { en: 'What you write and send is used for the one thing you asked for.' },
    mechanism: {
      en: 'It is sealed before it is stored, opened in memory for one request, and has a single purpose. No log, error, figure or address has room for it.',
    },
    places: ['apps/server/src/domains/generation/start-generation.ts', 'policies/purposes.ts'],
    tests: [
      'apps/server/tests/nothing-of-the-content-is-left.test.ts',
      'apps/server/tests/the-log-says-only-what-is-listed.test.ts',
    ],
    checks: ['scanner', 'canary'],
  },
  P09: {
    sentence: { en: 'Nobody trains on your content: not us, and no partner.' },
    mechanism: {
      en: 'Training is no purpose that the program knows, and content has no way out but the request itself. A partner that trains is refused at the start.',
    },
    places: ['policies/purposes.ts', 'apps/server/src/domains/models/find-term-faults.ts'],
    tests: [
      'apps/server/src/domains/models/partners-file/read-partners-file.test.ts',
      'apps/server/src/domains/models/catalogue.test.ts',
    ],
    checks: ['schema', 'partners'],
  },
  P10: {
    sentence: { en: 'Before anything leaves you see who gets it, where, and how long they keep it.' },
    mechanism: {
      en: 'Those facts stand beside each model, and the first send asks you. Each send is a row of your ledger, written before its first byte leaves.',
    },
    places: [
      'apps/server/src/domains/disclosures/agreements/require-permission.ts',
      'apps/server/src/domains/disclosures/disclosures.store.ts',
    ],
    tests: [
      'apps/server/tests/nothing-leaves-without-agreement.test.ts',
      'apps/studio/tests/a-partner-is-asked-about-first.browser.test.ts',
      'apps/server/tests/a-lost-attempt-sends-nothing.test.ts',
    ],
    checks: ['partners', 'sends'],
  },
  P11: {
    sentence: {
      en: 'No partner here keeps anything longer than {partner}, trains on it, or passes it on to anybody but processors of its own, each named.',
    },
    mechanism: {
      en: 'The operator states each partner’s terms with evidence and its date. Terms that break this, or are missing or old, keep the program from starting.',
    },
    places: ['policies/partner-terms.ts', 'apps/server/src/domains/models/find-term-faults.ts'],
    tests: [
      'apps/server/src/domains/models/partners-file/read-partners-file.test.ts',
      'apps/server/src/enable-partners.test.ts',
    ],
    checks: ['partners'],
  },
  P12: {
    sentence: {
      en: 'Your words and pictures open for your session only. After it nobody can read them, us included.',
    },
    mechanism: {
      en: 'They are sealed to a key whose private half only your cookie unlocks, and which is destroyed when the session ends.',
    },
    places: ['apps/server/src/domains/vault/sitting.ts', 'apps/server/src/platform/content-crypto/hpke.ts'],
    tests: [
      'apps/server/tests/nothing-of-the-content-is-left.test.ts',
      'apps/server/tests/a-database-writer-reads-nothing.test.ts',
      'apps/server/src/domains/vault/vaults.test.ts',
    ],
    checks: ['scanner', 'canary', 'forgetting', 'vaults'],
  },
  P13: {
    sentence: {
      en: 'Images are held the same way: {vault-idle} without use, {vault-absolute} at most, and the countdown is on each.',
    },
    mechanism: {
      en: 'The sweeper reads the same figures as this page. Bytes follow their keys within {vault-bytes}.',
    },
    places: ['policies/retention.ts', 'apps/server/src/domains/vault/sweep.ts'],
    tests: [
      'apps/server/src/domains/vault/sweep.test.ts',
      'apps/server/tests/nothing-of-the-content-is-left.test.ts',
    ],
    checks: ['forgetting', 'vaults', 'bytes'],
  },
  P14: {
    sentence: { en: 'Your lasting library is on your own device. The server has no copy.' },
    mechanism: {
      en: 'The studio writes each picture to your browser’s storage and says so; the server then deletes its own. The library opens without a network.',
    },
    places: ['apps/studio/src/library/README.md', 'apps/server/src/domains/generation/keep-image.ts'],
    tests: [
      'apps/server/tests/kept-pictures-leave-the-server.test.ts',
      'apps/studio/tests/without-a-network.browser.test.ts',
      'apps/studio/tests/pictures-come-home.browser.test.ts',
    ],
    checks: ['canary', 'forgetting'],
  },
  P16: {
    sentence: {
      en: 'One press asks every partner that still holds something of yours to delete it, and shows the answer.',
    },
    mechanism: {
      en: 'Each send has its own row: asked, deleted with the partner’s answer, or not possible before a day. It is asked again until there is an answer.',
    },
    places: ['apps/server/src/domains/disclosures/deletions/deletion-runner.ts'],
    tests: [
      'apps/server/tests/what-partners-hold-is-deleted.test.ts',
      'apps/server/tests/a-queue-partner-forgets-when-asked.test.ts',
    ],
    checks: ['deletions'],
  },
  P17: {
    sentence: { en: 'Your content goes to the recipients that are listed, and to nobody else.' },
    mechanism: {
      en: 'The list is made of the partners that are enabled. There is one way out of the program, it goes to one named address, and follows no redirect.',
    },
    places: ['packages/partner-kit/src/connection.ts', 'policies/recipients.ts'],
    tests: [
      'packages/partner-kit/src/send-request.test.ts',
      'apps/server/tests/policies-say-what-the-code-does.test.ts',
    ],
    checks: ['recipients', 'sends'],
  },
  P22: {
    sentence: { en: 'A refusal is told as one, with its category and what to change. It costs nothing.' },
    mechanism: {
      en: 'Each adapter knows its partner’s documented refusals. A refused generation gives back what was held for it.',
    },
    places: [
      'packages/partner-spec/src/adapter.ts',
      'apps/server/src/domains/generation/generation-state.ts',
    ],
    tests: [
      'packages/dialects/openai-images/conformance.test.ts',
      'packages/dialects/fal-queue/conformance.test.ts',
      'apps/server/tests/asking-for-pictures.test.ts',
    ],
    checks: ['refusal'],
  },
  P31: {
    sentence: { en: 'You can keep to partners in the regions you choose.' },
    mechanism: {
      en: 'The choice is part of the statement that writes the row of a send: without the row nothing leaves. The ground of each transfer stands beside its partner.',
    },
    places: ['apps/server/src/domains/disclosures/disclosures.store.ts'],
    tests: [
      'apps/server/tests/nothing-leaves-without-agreement.test.ts',
      'apps/server/src/domains/disclosures/disclosures.test.ts',
    ],
    checks: ['partners'],
  },
} as const satisfies Record<string, Pledge>
