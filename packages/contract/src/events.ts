import * as z from 'zod/mini'
import { generationView } from './generations.ts'
import { sitting } from './sessions.ts'

/**
 * What GET /api/events says. Each event has the session's next sequence number as its SSE `id`; a client that comes
 * back with it (`Last-Event-ID`, or `?cursor=`) gets everything after, without a gap. Each carries the state as it is
 * when sent, so an older event may show a newer state, never an older one.
 */
export const sessionEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('generation-changed'), generation: generationView }),
  z.object({ kind: z.literal('generation-removed'), generationId: z.string() }),
  z.object({ kind: z.literal('credits-changed'), credits: z.int() }),
  z.object({ kind: z.literal('sitting-changed'), sitting: z.optional(sitting) }),
  /** Queue positions; not numbered, sent only while they change. */
  z.object({ kind: z.literal('positions'), positions: z.record(z.string(), z.int()) }),
  /** The cursor is too old: read the lists anew and go on from `cursor`. */
  z.object({ kind: z.literal('reset'), cursor: z.int() }),
  z.object({ kind: z.literal('session-ended') }),
])
export type SessionEvent = z.infer<typeof sessionEvent>
