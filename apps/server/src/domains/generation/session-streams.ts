import type { GenerationView, SessionEvent } from '#contract'
import { findBalance } from '#server/domains/billing/index.ts'
import type { RequestContext, RouteResult } from '#server/http/index.ts'
import { type EventStream, openEventStream } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { type AccountReference, parseId, type SessionId } from '#server/kernel/ids.ts'
import { viewGenerations } from './generation-view.ts'
import type { GenerationParts } from './parts.ts'
import { listPositions } from './queue.store.ts'
import { findCursor, readNews, type StoredEvent } from './session-events.store.ts'

interface Client {
  stream: EventStream
  cursor: number
  positions: string
}

interface SessionClients {
  accountReference: AccountReference
  clients: Set<Client>
  /** One reader at a time for a session; a notice meanwhile makes it read again. */
  reading: Promise<void> | undefined
  isStale: boolean
}

const eventsAtOnce = 500
const beatEveryMs = 15_000
const positionsEveryMs = 1_000

/** The event streams of this process: one listener, two timers, and a small record for each client. */
export function createSessionStreams(parts: GenerationParts) {
  return new SessionStreams(parts)
}

class SessionStreams {
  readonly #parts: GenerationParts
  readonly #sessions = new Map<SessionId, SessionClients>()
  readonly #timers: NodeJS.Timeout[]

  constructor(parts: GenerationParts) {
    this.#parts = parts
    const tell = (payload: string) => {
      const sessionId = parseId('ses', payload)
      if (sessionId !== undefined) this.#wake(sessionId)
    }
    void parts.listener.listen('session', tell, () => this.#wakeAll())
    this.#timers = [
      setInterval(() => this.#beat(), beatEveryMs),
      setInterval(() => void this.#sendPositions(), positionsEveryMs),
    ]
    for (const timer of this.#timers) timer.unref()
  }

  async open({ session, query, header, raw, signal }: RequestContext<'events'>): Promise<RouteResult> {
    const { sessionId, accountReference } = session
    const newest = (await findCursor(this.#parts.database, sessionId)) ?? 0
    // Gone meanwhile, it would never leave again: nobody tells twice that it has.
    if (signal.aborted) return { hijacked: true }
    // NOTE: nothing is awaited from here on, or many at once would pass the limit and tear the session's record apart.
    const known = this.#sessions.get(sessionId)
    if ((known?.clients.size ?? 0) >= this.#parts.limits.eventStreamsPerSession) {
      throw new AppError('http/too-many-requests')
    }
    const asked = Number(header('last-event-id') ?? query.get('cursor') ?? newest)
    const client: Client = {
      cursor: Number.isSafeInteger(asked) && asked >= 0 ? asked : newest,
      positions: '{}',
      stream: openEventStream(raw, () => this.#leave(sessionId, client)),
    }
    const entry = known ?? {
      accountReference,
      clients: new Set<Client>(),
      reading: undefined,
      isStale: false,
    }
    this.#sessions.set(sessionId, entry)
    entry.clients.add(client)
    this.#wake(sessionId)
    return { hijacked: true }
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
    for (const { clients } of this.#sessions.values()) for (const { stream } of clients) stream.end()
    this.#sessions.clear()
  }

  #leave(sessionId: SessionId, client: Client): void {
    const entry = this.#sessions.get(sessionId)
    entry?.clients.delete(client)
    if (entry?.clients.size === 0) this.#sessions.delete(sessionId)
  }

  #wakeAll(): void {
    for (const sessionId of this.#sessions.keys()) this.#wake(sessionId)
  }

  #wake(sessionId: SessionId): void {
    const entry = this.#sessions.get(sessionId)
    if (entry === undefined) return
    entry.isStale = true
    entry.reading ??= this.#read(sessionId, entry).finally(() => {
      entry.reading = undefined
    })
  }

  async #read(sessionId: SessionId, entry: SessionClients): Promise<void> {
    try {
      while (entry.isStale) {
        entry.isStale = false
        await this.#deliver(sessionId, entry)
      }
    } catch (error) {
      // The clients come back with their cursors and miss nothing.
      this.#parts.logger.warn('event-stream-failed', { sessionId }, error)
      for (const { stream } of entry.clients) stream.end()
    }
  }

  async #deliver(sessionId: SessionId, entry: SessionClients): Promise<void> {
    if (entry.clients.size === 0) return
    const from = Math.min(...[...entry.clients].map(({ cursor }) => cursor))
    const news = await readNews(this.#parts.database, sessionId, { cursor: from, limit: eventsAtOnce })
    if (news === undefined) {
      for (const { stream } of entry.clients) {
        stream.write({ data: { kind: 'session-ended' } satisfies SessionEvent })
        stream.end()
      }
      return
    }
    const { newest, events } = news
    const behind = [...entry.clients].filter(({ cursor }) => cursor !== newest)
    if (behind.length === 0) return
    const told = await this.#present(sessionId, entry, lastOfEach(events))
    for (const client of behind) this.#send(client, { events, told, newest })
    if (events.length === eventsAtOnce) entry.isStale = true
  }

  #send(
    client: Client,
    {
      events,
      told,
      newest,
    }: { events: StoredEvent[]; told: { id: number; data: SessionEvent }[]; newest: number },
  ): void {
    const first = events[0]?.sequence
    const isTorn =
      client.cursor > newest || (client.cursor < newest && (first === undefined || first > client.cursor + 1))
    if (isTorn) {
      client.cursor = newest
      client.stream.write({ id: newest, data: { kind: 'reset', cursor: newest } satisfies SessionEvent })
      return
    }
    for (const { id, data } of told) {
      if (id > client.cursor) client.stream.write({ id, data })
    }
    client.cursor = Math.max(client.cursor, events.at(-1)?.sequence ?? client.cursor)
  }

  async #present(sessionId: SessionId, entry: SessionClients, events: readonly StoredEvent[]) {
    const generations = events.flatMap(({ generation }) => generation ?? [])
    const views = await viewGenerations(this.#parts, this.#parts.database, { generations })
    return Promise.all(
      events.map(async (event) => ({
        id: event.sequence,
        data: await this.#presentOne(sessionId, entry, { event, views }),
      })),
    )
  }

  async #presentOne(
    sessionId: SessionId,
    { accountReference }: SessionClients,
    { event, views }: { event: StoredEvent; views: readonly GenerationView[] },
  ): Promise<SessionEvent> {
    if (event.kind === 'credits-changed') {
      const { available } = await findBalance(this.#parts.database, accountReference)
      return { kind: 'credits-changed', credits: available }
    }
    if (event.kind === 'sitting-changed') {
      const sitting = await this.#parts.vaults.findSitting({ sessionId })
      return { kind: 'sitting-changed', ...(sitting === undefined ? {} : { sitting }) }
    }
    const generation = views.find(({ id }) => id === event.generationId)
    return generation === undefined
      ? { kind: 'generation-removed', generationId: event.generationId ?? '' }
      : { kind: 'generation-changed', generation }
  }

  #beat(): void {
    for (const { clients } of this.#sessions.values()) for (const { stream } of clients) stream.beat()
  }

  /** Positions are not numbered: a client that misses one gets the next. */
  async #sendPositions(): Promise<void> {
    if (this.#sessions.size === 0) return
    const { database, catalogue, logger } = this.#parts
    try {
      const partnerIds = catalogue.partners().map(({ description }) => description.id)
      const all = await listPositions(database, partnerIds)
      for (const [sessionId, { clients }] of this.#sessions) {
        const own = all.filter((position) => position.sessionId === sessionId)
        const positions = Object.fromEntries(
          own.map(({ generationId, position }) => [generationId, position]),
        )
        const text = JSON.stringify(positions)
        for (const client of clients) {
          if (client.positions === text) continue
          client.positions = text
          client.stream.write({ data: { kind: 'positions', positions } satisfies SessionEvent })
        }
      }
    } catch (error) {
      logger.warn('event-stream-failed', { reason: 'positions' }, error)
    }
  }
}

/** Of several events about one thing only the last is told: it carries the state as it is now. */
function lastOfEach(events: readonly StoredEvent[]): StoredEvent[] {
  const last = new Map(events.map((event) => [event.generationId ?? event.kind, event]))
  return events.filter((event) => last.get(event.generationId ?? event.kind) === event)
}
