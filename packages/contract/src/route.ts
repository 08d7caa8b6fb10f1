import type * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'

/** Who may call a route. Nothing is public unless it says so here; to anyone but an operator, theirs are not there. */
export type Access = 'public' | 'session' | 'operator' | 'loopback-or-token'

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
  /** A page or program of anybody may send it: it does only what its path, which is a secret, is for. */
  fromAnywhere?: true
  /** Also for somebody who has stopped all use of their data: it serves their rights. */
  whileRestricted?: true
  /** The codes it may answer with, besides those any route of its access may. */
  codes: readonly ErrorCode[]
}
