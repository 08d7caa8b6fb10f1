import type { CaseKind } from '../cases/case.ts'

/** What each kind of case is called. */
export const kindWords: Readonly<Record<CaseKind, string>> = {
  'rights-request': 'Use of a right',
  message: 'Message',
  report: 'Report',
  'partner-letter': 'Letter to a partner',
  'partner-answer': 'A partner’s answer',
}

/** What a case is about, where that is one of our words. */
const aboutWords: Readonly<Record<string, string>> = {
  export: 'a copy of everything',
  object: 'no analytics, no marketing',
  restrict: 'stop all use',
  lift: 'lift the stop',
  'erase-content': 'erase all content',
  'erase-account': 'erase the account',
  'intimate-image': 'an intimate image',
  'illegal-image': 'an illegal image',
  'child-account': 'an account of a child',
  'policy-breach': 'a breach of the content policy',
  privacy: 'privacy',
  safety: 'safety',
  billing: 'payments',
  other: 'something else',
}

export const sayAbout = (about: string): string => aboutWords[about] ?? about
