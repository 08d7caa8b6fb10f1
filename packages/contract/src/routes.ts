import type * as z from 'zod/mini'
import {
  agreement,
  deletionAnswer,
  deletionRequest,
  disclosurePage,
  partnerList,
  regionChoice,
} from './disclosures.ts'
import type { ErrorCode } from './errors.ts'
import { generationList, generationRequest, generationView, quote, quoteRequest } from './generations.ts'
import { modelList } from './models.ts'
import { eraseAccountRequest, signedReceipt } from './rights.ts'
import { deviceList, sessionView, signOutRequest } from './sessions.ts'
import { upload, uploadList } from './uploads.ts'

/** Who may call a route. Nothing is public unless it says so here. */
export type Access = 'public' | 'session' | 'loopback-or-token'

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  /** `:name` marks a path parameter. */
  path: string
  access: Access
  summary: string
  /** What the body must be; absent: the route takes none. */
  body?: z.ZodMiniType
  /** The body is a picture as it is, of one of these types; judged by its bytes. */
  picture?: readonly string[]
  /** What a 2xx answer holds; absent: no JSON. */
  answer?: z.ZodMiniType
  status: 200 | 201 | 202 | 204 | 302
  /** The codes it may answer with, besides those any route of its access may. */
  codes: readonly ErrorCode[]
}

/**
 * Every route of the server. The router binds only what stands here, the OpenAPI document is made from it, and the
 * access test has one row for each.
 */
export const routes = {
  home: {
    method: 'GET',
    path: '/',
    access: 'public',
    status: 200,
    codes: [],
    summary: 'The studio for a session, the welcome page for anyone else',
  },
  signIn: {
    method: 'GET',
    path: '/auth/signin',
    access: 'public',
    status: 302,
    codes: ['identity/provider-unavailable', 'http/too-many-requests'],
    summary: 'Start a sign-in at the identity provider',
  },
  callback: {
    method: 'GET',
    path: '/auth/callback',
    access: 'public',
    status: 302,
    codes: [
      'identity/sign-in-failed',
      'identity/sign-in-expired',
      'identity/sign-in-declined',
      'identity/provider-unavailable',
      'identity/age-not-met',
    ],
    summary: 'Finish a sign-in',
  },
  ageQuestion: {
    method: 'GET',
    path: '/auth/age',
    access: 'public',
    status: 200,
    codes: ['identity/sign-in-expired'],
    summary: 'The question of age at a first sign-in',
  },
  ageAnswer: {
    method: 'POST',
    path: '/auth/age',
    access: 'public',
    status: 302,
    codes: ['identity/sign-in-expired', 'identity/age-invalid', 'identity/age-not-met'],
    summary: 'Answer the question of age; only the threshold passed is kept',
  },
  signOut: {
    method: 'POST',
    path: '/auth/signout',
    access: 'session',
    status: 204,
    body: signOutRequest,
    codes: [],
    summary: 'End this session, or all: content keys are destroyed before the answer',
  },
  getSession: {
    method: 'GET',
    path: '/api/session',
    access: 'session',
    status: 200,
    answer: sessionView,
    codes: [],
    summary: 'Who is signed in, credits, and what is held until when',
  },
  listDevices: {
    method: 'GET',
    path: '/api/sessions',
    access: 'session',
    status: 200,
    answer: deviceList,
    codes: [],
    summary: "One's signed-in devices",
  },
  endDevice: {
    method: 'DELETE',
    path: '/api/sessions/:id',
    access: 'session',
    status: 204,
    codes: ['http/not-found'],
    summary: 'Sign out one device',
  },
  listModels: {
    method: 'GET',
    path: '/api/models',
    access: 'session',
    status: 200,
    answer: modelList,
    codes: [],
    summary: 'Models, what they can do, their price and who receives what',
  },
  quote: {
    method: 'POST',
    path: '/api/quotes',
    access: 'session',
    status: 200,
    body: quoteRequest,
    answer: quote,
    codes: ['models/unknown', 'models/size-not-supported', 'models/count-not-supported'],
    summary: 'The price and the recipient, with no effect',
  },
  listGenerations: {
    method: 'GET',
    path: '/api/generations',
    access: 'session',
    status: 200,
    answer: generationList,
    codes: [],
    summary: 'The generations of this sitting, newest first, with their prompts',
  },
  startGeneration: {
    method: 'POST',
    path: '/api/generations',
    access: 'session',
    status: 202,
    body: generationRequest,
    answer: generationView,
    codes: [
      'generation/key-missing',
      'generation/key-conflict',
      'generation/prompt-empty',
      'generation/prompt-too-long',
      'generation/too-many',
      'generation/no-worker',
      'billing/not-enough-credits',
      'models/unknown',
      'models/size-not-supported',
      'models/count-not-supported',
      'models/option-not-supported',
      'models/references-not-supported',
      'generation/input-not-found',
      'generation/mask-not-fitting',
      'disclosures/partner-not-agreed',
      'disclosures/region-not-allowed',
      'http/storage-full',
    ],
    summary: 'Ask for images; needs an Idempotency-Key',
  },
  getGeneration: {
    method: 'GET',
    path: '/api/generations/:id',
    access: 'session',
    status: 200,
    answer: generationView,
    codes: ['generation/not-found'],
    summary: 'One generation',
  },
  cancelGeneration: {
    method: 'POST',
    path: '/api/generations/:id/cancel',
    access: 'session',
    status: 202,
    answer: generationView,
    codes: ['generation/not-found'],
    summary: 'Ask to stop it; what was not drawn is not charged',
  },
  resumeGeneration: {
    method: 'POST',
    path: '/api/generations/:id/resume',
    access: 'session',
    status: 202,
    answer: generationView,
    codes: [
      'generation/not-found',
      'generation/cannot-resume',
      'generation/input-not-found',
      'generation/no-worker',
      'billing/not-enough-credits',
      'disclosures/partner-not-agreed',
      'disclosures/region-not-allowed',
    ],
    summary: 'Go on with an interrupted one as its next attempt',
  },
  deleteGeneration: {
    method: 'DELETE',
    path: '/api/generations/:id',
    access: 'session',
    status: 204,
    codes: ['generation/not-found'],
    summary: 'Cancel it if it runs and erase its prompt and images',
  },
  getImage: {
    method: 'GET',
    path: '/api/images/:id',
    access: 'session',
    status: 200,
    codes: ['vault/object-not-found', 'vault/object-damaged'],
    summary: 'Open one image for its owner',
  },
  deleteImage: {
    method: 'DELETE',
    path: '/api/images/:id',
    access: 'session',
    status: 204,
    codes: ['vault/object-not-found'],
    summary: 'Erase one image',
  },
  keepImage: {
    method: 'POST',
    path: '/api/images/:id/kept',
    access: 'session',
    status: 204,
    codes: ['vault/object-not-found'],
    summary:
      "Say that one's own device has a result durably: the server erases its copy; again: as if it were not there",
  },
  addUpload: {
    method: 'POST',
    path: '/api/uploads',
    access: 'session',
    status: 201,
    picture: ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/avif'],
    answer: upload,
    codes: [
      'http/invalid-parameter',
      'http/storage-full',
      'http/too-slow',
      'uploads/animated',
      'uploads/busy',
      'uploads/damaged',
      'uploads/mask-not-usable',
      'uploads/not-an-image',
      'uploads/too-large',
      'uploads/too-many',
      'vault/closed',
    ],
    summary: "Add a picture of one's own (?role=reference, the default, or mask); sealed without metadata",
  },
  listUploads: {
    method: 'GET',
    path: '/api/uploads',
    access: 'session',
    status: 200,
    answer: uploadList,
    codes: [],
    summary: "The pictures of one's own that this sitting holds",
  },
  deleteUpload: {
    method: 'DELETE',
    path: '/api/uploads/:id',
    access: 'session',
    status: 204,
    codes: ['vault/object-not-found'],
    summary: "Erase one picture of one's own",
  },
  listDisclosures: {
    method: 'GET',
    path: '/api/disclosures',
    access: 'session',
    status: 200,
    answer: disclosurePage,
    codes: ['http/invalid-parameter'],
    summary: 'What left this installation of yours, newest first (?cursor=, ?partner=, ?generation=)',
  },
  requestDeletions: {
    method: 'POST',
    path: '/api/disclosures/deletions',
    access: 'session',
    status: 202,
    body: deletionRequest,
    answer: deletionAnswer,
    codes: ['disclosures/not-found'],
    summary: 'Ask partners to delete early what they may still hold: one send, one partner, or all',
  },
  listPartners: {
    method: 'GET',
    path: '/api/partners',
    access: 'session',
    status: 200,
    answer: partnerList,
    codes: [],
    summary: 'Partners outside this installation: their terms, your agreement, what they were sent',
  },
  agreeToPartner: {
    method: 'POST',
    path: '/api/partners/:id/agreement',
    access: 'session',
    status: 204,
    body: agreement,
    codes: ['disclosures/partner-unknown', 'disclosures/terms-changed'],
    summary: 'Agree that a partner receives what you ask its models for',
  },
  withdrawAgreement: {
    method: 'DELETE',
    path: '/api/partners/:id/agreement',
    access: 'session',
    status: 204,
    codes: [],
    summary: 'Take that back: nothing more goes to it',
  },
  chooseRegions: {
    method: 'POST',
    path: '/api/partners/regions',
    access: 'session',
    status: 204,
    body: regionChoice,
    codes: [],
    summary: 'Keep to partners in these regions; without a list, to none in particular',
  },
  events: {
    method: 'GET',
    path: '/api/events',
    access: 'session',
    status: 200,
    codes: ['http/too-many-requests'],
    summary: 'The event stream of this session (text/event-stream)',
  },
  eraseAccount: {
    method: 'POST',
    path: '/api/rights/erase-account',
    access: 'session',
    status: 200,
    body: eraseAccountRequest,
    answer: signedReceipt,
    codes: [],
    summary: 'Erase the account and everything tied to it, for good; answers with the signed receipt',
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    status: 200,
    codes: [],
    summary: 'This interface as OpenAPI 3.1',
  },
  healthz: {
    method: 'GET',
    path: '/healthz',
    access: 'public',
    status: 200,
    codes: [],
    summary: 'The process is up',
  },
  readyz: {
    method: 'GET',
    path: '/readyz',
    access: 'public',
    status: 200,
    codes: ['http/unavailable'],
    summary: 'The database answers and migrations are applied',
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    access: 'loopback-or-token',
    status: 200,
    codes: [],
    summary: 'Prometheus metrics without content',
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes
