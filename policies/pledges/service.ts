import type { Pledge } from '../pledge-shape.ts'

/** How the service as a whole is run. */
export const servicePledges = {
  P01: {
    sentence: { en: 'One studio for several models: pictures from words, and from pictures of your own.' },
    mechanism: {
      en: 'Each partner is spoken to by an adapter that passes one suite against its documented interface. The built-in sketch needs none.',
    },
    places: ['packages/partner-spec/src/adapter.ts', 'packages/partner-kit/conformance/index.ts'],
    tests: [
      'packages/dialects/openai-images/conformance.test.ts',
      'packages/dialects/fal-queue/conformance.test.ts',
      'apps/server/tests/asking-for-pictures.test.ts',
    ],
    checks: ['canary'],
  },
  P03: {
    sentence: { en: 'No card data comes here. There are no payments yet, and there is no field for a card.' },
    mechanism: {
      en: 'Every column says what it is, and none is for payment. When payments come, their pages will be the payment provider’s own.',
    },
    places: ['policies/categories.ts', 'policies/inventory.ts'],
    tests: ['database/inventory.test.ts'],
    checks: ['schema'],
  },
  P08: {
    sentence: { en: 'Every piece of data has a named purpose. What has none is not kept.' },
    mechanism: {
      en: 'Purposes are a closed list with their legal ground. A column without one fails the build.',
    },
    places: ['policies/purposes.ts', 'tools/inventory/find-table-faults.ts'],
    tests: ['tools/inventory/inventory.test.ts'],
    checks: ['schema'],
  },
  P15: {
    sentence: { en: 'We keep no more than the inventory says.' },
    mechanism: {
      en: 'The inventory is made of words beside each table. Whatever is stored and not in it fails the build.',
    },
    places: ['policies/inventory.ts', 'policies/other-items.ts'],
    tests: ['database/inventory.test.ts', 'tools/inventory/inventory.test.ts'],
    checks: ['schema'],
  },
  P18: {
    sentence: {
      en: 'Each request of an authority that is answered, and each takeover, is counted and published.',
    },
    mechanism: {
      en: 'Each has its entry in the record of what operators did: none is put in, changed or taken out unseen. The counts stand below, and by half-year in the privacy policy.',
    },
    places: ['apps/server/src/domains/desk/transparency/record-legal-disclosure.ts'],
    tests: [
      'apps/server/tests/the-operator-answers-at-the-desk.test.ts',
      'apps/server/tests/the-installation-looks-at-itself.test.ts',
    ],
    checks: ['record', 'disclosures'],
  },
  P19: {
    sentence: { en: 'Connections are encrypted, here and to every partner.' },
    mechanism: {
      en: 'A server that others reach does not start without https. Browsers are told to take nothing else, and cookies travel no other way.',
    },
    places: ['apps/server/src/config/read-config.ts', 'apps/server/src/http/security-headers.ts'],
    tests: [
      'apps/server/tests/an-open-server-refuses-to-start-unsafe.test.ts',
      'apps/server/src/domains/identity/cookies.test.ts',
    ],
    checks: ['headers', 'cookies', 'partners', 'fences'],
  },
  P20: {
    sentence: {
      en: 'Nobody reaches what is yours: no other person, and no operator by any page, tool or query.',
    },
    mechanism: {
      en: 'Every row names its owner, and what is another’s answers as what is not there. Content opens with your cookie only. What operators do stands in a chained record.',
    },
    places: [
      'packages/contract/src/routes.ts',
      'docs/threat-model.md',
      'docs/decisions/0024-what-operators-do-is-a-chain.md',
    ],
    tests: [
      'apps/server/tests/nobody-reaches-anothers.test.ts',
      'apps/server/tests/the-operator-answers-by-mail.test.ts',
      'apps/server/tests/an-operator-is-named-on-the-record.test.ts',
    ],
    checks: ['access', 'rank', 'record', 'scanner', 'canary'],
  },
  P21: {
    sentence: {
      en: 'The program is tested for weaknesses with each change, by one command with a dated report; hostile requests are sent to what runs here once a day.',
    },
    mechanism: {
      en: 'Hostile sign-ins, pictures, partners and requests are part of the tests. npm run audit:security runs them, asks for known weaknesses of what is built in, and looks at a started installation from outside. What it sends is sent here too.',
    },
    places: ['SECURITY.md', 'docs/trust.md', 'tools/audit-security.ts'],
    tests: [
      'apps/server/src/domains/identity/hostile-sign-in.test.ts',
      'packages/image-bytes/src/hostile.test.ts',
      'apps/server/src/http/guards.test.ts',
      'apps/server/src/domains/trust/checks/web/attacks.test.ts',
    ],
    checks: ['attacks'],
  },
  P23: {
    sentence: {
      en: 'What can and cannot be made stands in a public policy, for each partner, and anybody can report a breach.',
    },
    mechanism: {
      en: 'It is made of what is enabled here, and says that partners’ own filters are all there is. The report form asks for no account; each kind has its clock, {intimate-image} for an intimate image, and the operator is reminded at half of it.',
    },
    places: [
      'apps/server/src/domains/policies/texts/en/content-policy.ts',
      'apps/server/src/domains/correspondence/kinds.ts',
    ],
    tests: [
      'apps/server/tests/policies-say-what-the-code-does.test.ts',
      'apps/server/tests/anybody-may-write.test.ts',
    ],
    checks: ['clocks', 'pages'],
  },
  P24: {
    sentence: {
      en: 'What payment companies ask of services like this is listed, with what is met here and what is not.',
    },
    mechanism: {
      en: 'The list on the content policy is made of what is enabled here. There are no payments yet, and no screening of our own; it says so.',
    },
    places: ['apps/server/src/domains/policies/texts/en/payment-asks.ts'],
    tests: [
      'apps/server/src/domains/policies/policies.test.ts',
      'apps/server/src/domains/trust/checks/web/payment-asks.test.ts',
    ],
    checks: ['payment-asks'],
  },
  P33: {
    sentence: {
      en: 'The policy cannot part from the program, and changes are dated, compared and asked about.',
    },
    mechanism: {
      en: 'Its figures are read from where the program reads them. A build whose promises were not published does not start.',
    },
    places: ['policies/policy-versions.ts', 'docs/decisions/0018-policies-are-versions-of-data.md'],
    tests: [
      'apps/server/tests/policies-say-what-the-code-does.test.ts',
      'policies/policy-versions.test.ts',
      'apps/server/src/domains/identity/policy-news.test.ts',
    ],
    checks: ['policy'],
  },
  P34: {
    sentence: { en: 'Who runs this, and how to reach them, stands in one place that every page reads.' },
    mechanism: {
      en: 'A server that others reach does not start without the operator’s file: name, place, addresses, law. The contact form asks for no account.',
    },
    places: ['apps/server/src/domains/policies/operator-file/operator-file-schema.ts'],
    tests: [
      'apps/server/src/domains/policies/operator-file/read-operator-file.test.ts',
      'apps/server/tests/policies-say-what-the-code-does.test.ts',
    ],
    checks: ['operator'],
  },
} as const satisfies Record<string, Pledge>
