import type { Route } from './route.ts'

/**
 * Pages for whoever runs the place. To anyone else they are not there: the answer is that of an address of nothing. There
 * is no content of anybody's on them.
 */
export const operatorRoutes = {
  operatorQueue: {
    method: 'GET',
    path: '/operator',
    access: 'operator',
    status: 200,
    codes: [],
    summary: 'Everything that somebody waits for, due soonest first, as a page',
  },
  requestForm: {
    method: 'GET',
    path: '/operator/request',
    access: 'operator',
    status: 200,
    codes: [],
    summary: 'The form for a request that came by mail, as a page',
  },
  openRequest: {
    method: 'POST',
    path: '/operator/request',
    access: 'operator',
    status: 302,
    codes: ['http/invalid-body', 'http/body-too-large'],
    summary: 'Put a request that came by mail on the list, with its clock',
  },
  transparencyForm: {
    method: 'GET',
    path: '/operator/transparency',
    access: 'operator',
    status: 200,
    codes: [],
    summary: 'The form for a legal disclosure or a takeover, with what is published of them, as a page',
  },
  recordLegalDisclosure: {
    method: 'POST',
    path: '/operator/transparency',
    access: 'operator',
    status: 302,
    codes: ['http/invalid-body', 'http/body-too-large'],
    summary: 'Enter a legal disclosure or a takeover; it is counted and published',
  },
  operatorCase: {
    method: 'GET',
    path: '/operator/cases/:kind/:id',
    access: 'operator',
    status: 200,
    codes: ['http/not-found'],
    summary: 'One case without what somebody wrote, as a page',
  },
  answerCase: {
    method: 'POST',
    path: '/operator/cases/:kind/:id',
    access: 'operator',
    status: 302,
    codes: [
      'http/not-found',
      'http/invalid-body',
      'http/body-too-large',
      'desk/answer-invalid',
      'desk/case-not-open',
      'desk/account-unclear',
      'correspondence/no-way-to-reply',
    ],
    summary: 'Do what a case asks for, or say what came of it',
  },
  openCaseWords: {
    method: 'POST',
    path: '/operator/cases/:kind/:id/words',
    access: 'operator',
    status: 200,
    codes: ['http/not-found'],
    summary: 'What somebody wrote to the operator, as a page; that it was opened is recorded',
  },
  makeCaseExport: {
    method: 'POST',
    path: '/operator/cases/:kind/:id/export',
    access: 'operator',
    status: 200,
    codes: ['http/not-found'],
    summary:
      'The copy of everything held that a person asked for by mail (application/zip); no content is in it',
  },
} as const satisfies Record<string, Route>
