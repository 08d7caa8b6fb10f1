import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RouteName, routes } from '#contract'
import type { AccountId, AccountReference, SessionId } from '#server/kernel/ids.ts'
import type * as z from 'zod/mini'
import type { ContentEncoding } from './choose-encoding.ts'
import type { EventStream } from './event-streams.ts'

/** Who asks, as the session table knows them. `token` is the cookie's secret: only the vault may use it. */
export interface RequestSession {
  sessionId: SessionId
  accountId: AccountId
  accountReference: AccountReference
  token: Buffer
  role: 'person' | 'operator'
  /** The person has stopped all use of their data: only what serves their rights is done for them. */
  isRestricted: boolean
  signedInAt: Date
  expiresAt: Date
}

type RouteOf<Name extends RouteName> = (typeof routes)[Name]
type BodyOf<Name extends RouteName> =
  RouteOf<Name> extends { body: infer Schema extends z.ZodMiniType } ? z.output<Schema> : undefined
type SessionOf<Name extends RouteName> = RouteOf<Name>['access'] extends 'session' | 'operator'
  ? RequestSession
  : undefined

export interface RequestContext<Name extends RouteName> {
  /** Checked before the handler runs; undefined on public routes. */
  session: SessionOf<Name>
  body: BodyOf<Name>
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  header(name: string): string | undefined
  /** The fields of a posted form, 4 KiB at most where nothing else is said. @throws AppError http/invalid-body or http/body-too-large */
  readForm(maximumBytes?: number): Promise<URLSearchParams>
  /**
   * Answers with an event stream; return `{ hijacked: true }`. From then on nothing of the request is kept: `onClose` tells
   * that the client is gone, `signal` no longer does. @throws AppError http/invalid-body
   */
  openEventStream(onClose: () => void): EventStream
  /** For handlers that write the answer themselves; they return `{ hijacked: true }`. */
  raw: { incoming: IncomingMessage; outgoing: ServerResponse }
  /** Aborted when the client goes away. */
  signal: AbortSignal
  /**
   * The network the request came from (a trusted proxy's word is believed), as a code under a key that lives in memory and
   * is another each day: to count by, and for nothing else. No handler sees an address.
   */
  network: string
}

/** What a handler answers with: one of JSON, HTML, text, a redirect, nothing, or what it wrote itself. */
export interface RouteResult {
  status?: number
  json?: unknown
  html?: string
  /** Text of another kind; its type goes with it. */
  text?: string
  contentType?: string
  /** The same, smaller, for whoever takes it so; of `encodeText`. */
  encoded?: Readonly<Partial<Record<ContentEncoding, Buffer>>>
  /** The same for everybody: whoever stands between may keep it so long. Absent: nobody keeps it. */
  cacheSeconds?: number
  redirect?: string
  headers?: readonly (readonly [string, string])[]
  hijacked?: true
}

export type RouteHandler<Name extends RouteName> = (context: RequestContext<Name>) => Promise<RouteResult>
export type RouteHandlers = { [Name in RouteName]?: RouteHandler<Name> }
