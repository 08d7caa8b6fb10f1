/** The sentences about partners and what they were sent. Loaded with the pages that say them. */
export const catalogue = {
  'agree.agree': 'Agree and go on',
  'agree.changed': 'The terms of {partner} have changed',
  'agree.changed-again': 'They changed a moment ago. This is what they are now.',
  'agree.first': 'First time with {partner}',
  'agree.later': 'Not now',
  'agree.loading': 'Reading its terms…',
  'agree.note':
    'You are asked once, and again only if its terms change. You can take it back under Account, Shared with.',
  'agree.text':
    'Its models draw elsewhere: your words, and the pictures you put beside them, go to {partner}. It is never told who you are.',

  'terms.basis': 'How we know',
  'terms.basis-contract': 'By contract, looked at on {day}',
  'terms.basis-documentation': 'By its published terms, read on {day}',
  'terms.basis-in-process': 'Nothing leaves this program',
  'terms.basis-self-hosted': 'The operator runs it, looked at on {day}',
  'terms.keeps': 'Keeps',
  'terms.keeps-nothing': 'Nothing, once the work is done',
  'terms.keeps-parts': 'What you send {inputs}, results {outputs}, logs {logs}',
  'terms.onward': 'Passes on to',
  'terms.onward-none': 'Nobody',
  'terms.region': 'Where',
  'terms.region-ground': '{region}, on the ground of {ground}',
  'terms.source': 'Read it there',
  'terms.training': 'Trains on it',
  'terms.training-no': 'No',
} as const
