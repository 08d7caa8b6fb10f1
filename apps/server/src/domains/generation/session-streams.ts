import type { GenerationView, SessionEvent } from '#contract'
import { findingBalance } from '#server/domains/billing/index.ts'
import type { ObjectListing, SittingView } from '#server/domains/vault/index.ts'
import type { RequestContext, RouteResult } from '#server/http/index.ts'
import { type EventStream, frameEvent } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { type AccountReference, parseId, type SessionId } from '#server/kernel/ids.ts'
import { sendAlone, sendTogether } from '#server/platform/postgres/index.ts'
import type { Generation } from './generation.ts'
import { hasEnded } from './generation-state.ts'
import { objectsOf, viewGenerations } from './generation-view.ts'
import type { GenerationParts } from './parts.ts'
import { listPositions, type Position } from './queue.store.ts'
import { findCursor, readingNews, type StoredEvent } from './session-events.store.ts'

interface Client {
  stream: EventStream
  cursor: number
  positions: string
}

interface SessionClients {
  accountReference: AccountReference
  clients: Set<Client>
  /** Told of last, and not ended then: news is mostly of these, so that their objects are asked for with it. */
  atWork: Map<string, Generation>
  /** One reader at a time for a session; a notice meanwhile makes it read again. */
  reading: Promise<void> | undefined
  isStale: boolean
}

/** An event with its number, made once for all tabs that hear it. */
interface ToldEvent {
  id: number
  frame: Buffer
}

const eventsAtOnce = 500
const positionsEveryMs = 1_000
/** No positions, as a client was told of them last. */
const none = '{}'

type StreamParts = Pick<
  GenerationParts,
  'database' | 'listener' | 'limits' | 'catalogue' | 'vaults' | 'logger'
>

/** The event streams of this process: one listener, one timer, and a small record for each client. */
export function createSessionStreams(parts: StreamParts) {
  return new SessionStreams(parts)
}

class SessionStreams {
  readonly #parts: StreamParts
  readonly #sessions = new Map<SessionId, SessionClients>()
  readonly #telling: NodeJS.Timeout
  /** Counts what was heard of any session: a tab that opens meanwhile looks again. */
  #heard = 0

  constructor(parts: StreamParts) {
    this.#parts = parts
    const tell = (payload: string) => {
      this.#heard += 1
      const sessionId = parseId('ses', payload)
      if (sessionId !== undefined) this.#wake(sessionId)
    }
    void parts.listener.listen('session', tell, () => this.#wakeAll())
    this.#telling = setInterval(() => void this.#sendPositions(), positionsEveryMs).unref()
  }

  async open({
    session,
    query,
    header,
    openEventStream,
    signal,
  }: RequestContext<'events'>): Promise<RouteResult> {
    const { sessionId, accountReference } = session
    const heardBefore = this.#heard
    const newest = await findCursor(this.#parts.database, sessionId)
    // Gone meanwhile, it would never leave again: nobody tells twice that it has.
    if (signal.aborted) return { hijacked: true }
    // NOTE: nothing is awaited from here on, or many at once would pass the limit and tear the session's record apart.
    const known = this.#sessions.get(sessionId)
    if ((known?.clients.size ?? 0) >= this.#parts.limits.eventStreamsPerSession) {
      throw new AppError('http/too-many-requests')
    }
    const client: Client = {
      cursor: readCursor(header('last-event-id') ?? query.get('cursor')) ?? newest ?? 0,
      positions: none,
      stream: openEventStream(() => this.#leave(sessionId, client)),
    }
    const entry = known ?? {
      accountReference,
      clients: new Set<Client>(),
      atWork: new Map<string, Generation>(),
      reading: undefined,
      isStale: false,
    }
    this.#sessions.set(sessionId, entry)
    entry.clients.add(client)
    // What was committed before the cursor was read is in it; what came since was heard, or will be.
    if (client.cursor !== newest || this.#heard !== heardBefore) this.#wake(sessionId)
    return { hijacked: true }
  }

  close(): void {
    clearInterval(this.#telling)
    for (const { clients } of this.#sessions.values()) for (const { stream } of clients) stream.end()
    this.#sessions.clear()
  }

  #leave(sessionId: SessionId, client: Client): void {
    const entry = this.#sessions.get(sessionId)
    entry?.clients.delete(client)
    if (entry?.clients.size === 0) this.#sessions.delete(sessionId)
  }

  #wakeAll(): void {
    this.#heard += 1
    for (const sessionId of this.#sessions.keys()) this.#wake(sessionId)
  }

  #wake(sessionId: SessionId): void {
    const entry = this.#sessions.get(sessionId)
    if (entry === undefined) return
    entry.isStale = true
    entry.reading ??= this.#read(sessionId, entry).finally(() => {
      entry.reading = undefined
      // Heard after the last look, before this was over.
      if (entry.isStale) this.#wake(sessionId)
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
      entry.isStale = false
      this.#parts.logger.warn('event-stream-failed', { sessionId }, error)
      for (const { stream } of entry.clients) stream.end()
    }
  }

  async #deliver(sessionId: SessionId, entry: SessionClients): Promise<void> {
    if (entry.clients.size === 0) return
    const { database, vaults } = this.#parts
    const from = Math.min(...[...entry.clients].map(({ cursor }) => cursor))
    const [news, listed, { available }, sitting] = await sendTogether(database, [
      readingNews(database, sessionId, { cursor: from, limit: eventsAtOnce }),
      vaults.listingObjects(database, objectsOf([...entry.atWork.values()])),
      findingBalance(database, entry.accountReference),
      vaults.findingSitting({ sessionId }),
    ])
    if (news === undefined) {
      const ended = frame({ kind: 'session-ended' })
      for (const { stream } of entry.clients) {
        stream.write(ended)
        stream.end()
      }
      return
    }
    const { newest, events } = news
    // What was not told of may have ended.
    if (newest !== from && events[0]?.sequence !== from + 1) entry.atWork.clear()
    const behind = [...entry.clients].filter(({ cursor }) => cursor !== newest)
    if (behind.length === 0) return
    const told = await this.#present(entry, lastOfEach(events), { listed, credits: available, sitting })
    for (const client of behind) this.#send(client, { events, told, newest })
    if (events.length === eventsAtOnce) entry.isStale = true
  }

  #send(
    client: Client,
    { events, told, newest }: { events: StoredEvent[]; told: ToldEvent[]; newest: number },
  ): void {
    const first = events[0]?.sequence
    const isTorn =
      client.cursor > newest || (client.cursor < newest && (first === undefined || first > client.cursor + 1))
    if (isTorn) {
      client.cursor = newest
      client.stream.write(frame({ kind: 'reset', cursor: newest }, newest))
      return
    }
    for (const { id, frame: event } of told) if (id > client.cursor) client.stream.write(event)
    client.cursor = Math.max(client.cursor, events.at(-1)?.sequence ?? client.cursor)
  }

  async #present(
    { atWork }: SessionClients,
    events: readonly StoredEvent[],
    seen: Omit<Now, 'views'> & { listed: readonly ObjectListing[] },
  ): Promise<ToldEvent[]> {
    const { database, vaults } = this.#parts
    const generations = events.flatMap(({ generation }) => generation ?? [])
    const areListed = generations.every(({ id }) => atWork.has(id))
    const listed = areListed
      ? seen.listed
      : await sendAlone(database, vaults.listingObjects(database, objectsOf(generations)))
    for (const { generationId = '', generation } of events) {
      if (generation === undefined || hasEnded(generation)) atWork.delete(generationId)
      else atWork.set(generationId, generation)
    }
    const now = { ...seen, views: viewGenerations(this.#parts, { generations, listed }) }
    return events.map((event) => ({ id: event.sequence, frame: frame(present(event, now), event.sequence) }))
  }

  /** Positions are not numbered: a client that misses one gets the next. */
  async #sendPositions(): Promise<void> {
    if (this.#sessions.size === 0) return
    const { database, catalogue, logger } = this.#parts
    try {
      const partnerIds = catalogue.partners().map(({ description }) => description.id)
      const all = await listPositions(database, partnerIds)
      const bySession = Map.groupBy(all, ({ sessionId }) => sessionId)
      for (const [sessionId, { clients }] of this.#sessions) tellPositions(clients, bySession.get(sessionId))
    } catch (error) {
      logger.warn('event-stream-failed', { reason: 'positions' }, error)
    }
  }
}

const frame = (data: SessionEvent, id?: number) => frameEvent({ data, ...(id === undefined ? {} : { id }) })

/** What is there when an event is told. */
interface Now {
  views: readonly GenerationView[]
  credits: number
  sitting: SittingView | undefined
}

/** What an event tells is what is there now. */
function present({ kind, generationId }: StoredEvent, now: Now): SessionEvent {
  if (kind === 'credits-changed') return { kind, credits: now.credits }
  if (kind === 'sitting-changed')
    return { kind, ...(now.sitting === undefined ? {} : { sitting: now.sitting }) }
  const generation = now.views.find(({ id }) => id === generationId)
  return generation === undefined
    ? { kind: 'generation-removed', generationId: generationId ?? '' }
    : { kind: 'generation-changed', generation }
}

function readCursor(asked: string | null | undefined): number | undefined {
  const cursor = Number(asked ?? Number.NaN)
  return Number.isSafeInteger(cursor) && cursor >= 0 ? cursor : undefined
}

function tellPositions(clients: ReadonlySet<Client>, own: readonly Position[] = []): void {
  const positions = Object.fromEntries(own.map(({ generationId, position }) => [generationId, position]))
  const text = own.length === 0 ? none : JSON.stringify(positions)
  for (const client of clients) {
    if (client.positions === text) continue
    client.positions = text
    client.stream.write(frame({ kind: 'positions', positions }))
  }
}

/** Of several events about one thing only the last is told: it carries the state as it is now. */
function lastOfEach(events: readonly StoredEvent[]): StoredEvent[] {
  const last = new Map(events.map((event) => [event.generationId ?? event.kind, event]))
  return events.filter((event) => last.get(event.generationId ?? event.kind) === event)
}
