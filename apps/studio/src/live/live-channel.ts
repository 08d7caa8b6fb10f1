import type { SessionEvent } from '#contract'
import type { StreamItem } from './read-event-stream.ts'

/** One event as the leading tab passes it on. */
export interface SharedEvent {
  id: number | undefined
  /** The number of the event before it: a tab that has not got so far has missed something. */
  previous: number
  event: SessionEvent
}

export type Link = 'open' | 'lost'

type Message =
  | ({ kind: 'event' } & SharedEvent)
  | { kind: 'link'; link: Link }
  | { kind: 'ping' }
  | { kind: 'ended' }

export interface LiveChannelOptions {
  sessionId: string
  /** Settles once this tab knows its cursor, also after a reading anew. */
  ready(): Promise<void>
  /** The cursor this tab has reached; a stream it opens goes on from there. */
  cursor(): number
  /** Opens the one event stream. Resolves when it is open, rejects when it cannot be. */
  openStream(cursor: number, signal: AbortSignal): Promise<AsyncIterable<StreamItem>>
  onEvent(shared: SharedEvent): void
  onLink(link: Link): void
  onEnded(): void
  isSessionGone(error: unknown): boolean
  locks?: LockManager
  timings?: Partial<Timings>
}

export interface Timings {
  /** Shortest and longest wait before a lost stream is opened again. */
  retryFromMs: number
  retryToMs: number
  /** How often a follower in view asks whether the leader lives, and how long it waits for the answer. */
  askLeaderEveryMs: number
  leaderAnswersWithinMs: number
}

const usualTimings: Timings = {
  retryFromMs: 400,
  retryToMs: 15_000,
  askLeaderEveryMs: 20_000,
  leaderAnswersWithinMs: 4000,
}

export interface LiveChannel {
  isLeading(): boolean
  /** Tries at once instead of waiting for the next turn; for when the device is online again or the tab in view. */
  hurry(): void
  /** Says to the other tabs that the session is over. */
  shareEnd(): void
  close(): void
}

/**
 * Keeps one event stream for all tabs of a session: the tab that holds the lock leads and passes events on. When it
 * goes, or is frozen and does not answer, another takes over from the cursor it has itself reached.
 */
export function openLiveChannel(options: LiveChannelOptions): LiveChannel {
  const timings = { ...usualTimings, ...options.timings }
  const name = `gptimage-${options.sessionId}`
  const locks = options.locks ?? navigator.locks
  const bus = new BroadcastChannel(name)
  const closing = new AbortController()
  let leading: AbortController | undefined
  let link: Link = 'lost'
  let silence: ReturnType<typeof setTimeout> | undefined
  let wake: () => void = () => undefined

  function say(message: Message): void {
    if (!closing.signal.aborted) bus.postMessage(message)
  }
  function setLink(next: Link): void {
    link = next
    options.onLink(next)
    if (leading !== undefined) say({ kind: 'link', link })
  }
  function share(shared: SharedEvent): void {
    say({ kind: 'event', ...shared })
    options.onEvent(shared)
  }

  async function follow(
    stream: AsyncIterable<StreamItem>,
    from: number,
  ): Promise<{ position: number; ended: boolean }> {
    let position = from
    for await (const { id, event } of stream) {
      const previous = position
      position = event.kind === 'reset' ? event.cursor : (id ?? position)
      share({ id, previous, event })
      if (event.kind === 'session-ended') return { position, ended: true }
    }
    return { position, ended: false }
  }

  async function lead(signal: AbortSignal): Promise<void> {
    let position = 0
    let failures = 0
    while (!signal.aborted) {
      try {
        await options.ready()
        // A stream that breaks off has shared some events already; the tab's own cursor knows which.
        position = Math.max(position, options.cursor())
        const stream = await options.openStream(position, signal)
        failures = 0
        setLink('open')
        const end = await follow(stream, position)
        if (end.ended) return
        position = end.position
      } catch (error) {
        if (signal.aborted) return
        if (options.isSessionGone(error)) {
          say({ kind: 'ended' })
          options.onEnded()
          return
        }
      }
      if (signal.aborted) return
      setLink('lost')
      failures += 1
      await rest(failures, signal)
    }
  }

  /** Waits longer after each failure, with a random part so that many tabs do not return in one moment. */
  function rest(failures: number, signal: AbortSignal): Promise<void> {
    const longest = Math.min(timings.retryToMs, timings.retryFromMs * 2 ** (failures - 1))
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      signal.addEventListener('abort', wake, { once: true })
    })
  }

  async function standForLeader(steal: boolean): Promise<void> {
    const mine = new AbortController()
    const request = steal ? { steal } : { signal: closing.signal }
    try {
      await locks.request(name, request, async () => {
        if (closing.signal.aborted) return
        leading = mine
        clearTimeout(silence)
        await lead(AbortSignal.any([mine.signal, closing.signal]))
      })
    } catch (error) {
      if (closing.signal.aborted) return
      // Another tab took the lock because this one did not answer. It leads now; this one waits its turn again.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error
      mine.abort()
      leading = undefined
      void standForLeader(false)
    }
  }

  function askLeader(): void {
    if (leading !== undefined || closing.signal.aborted) return
    say({ kind: 'ping' })
    clearTimeout(silence)
    silence = setTimeout(() => {
      if (!closing.signal.aborted && leading === undefined && isInView()) void standForLeader(true)
    }, timings.leaderAnswersWithinMs)
  }

  bus.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'ping' && leading !== undefined) say({ kind: 'link', link })
    if (data.kind === 'ended') options.onEnded()
    if (leading !== undefined) return
    if (data.kind === 'link' || data.kind === 'event') clearTimeout(silence)
    if (data.kind === 'link') setLink(data.link)
    if (data.kind === 'event')
      options.onEvent({
        id: data.id,
        previous: data.previous,
        event: data.event,
      })
  }
  const asking = setInterval(() => isInView() && askLeader(), timings.askLeaderEveryMs)
  void standForLeader(false)
  askLeader()

  return {
    isLeading: () => leading !== undefined,
    hurry() {
      wake()
      askLeader()
    },
    shareEnd: () => say({ kind: 'ended' }),
    close() {
      clearInterval(asking)
      clearTimeout(silence)
      closing.abort()
      leading = undefined
      bus.close()
    },
  }
}

function isInView(): boolean {
  return typeof document === 'undefined' || document.visibilityState === 'visible'
}
