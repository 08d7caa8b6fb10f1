import { setTimeout as pause } from 'node:timers/promises'
import type { AdapterEvent } from '#partner-spec'

export interface PatienceOptions {
  signal: AbortSignal
  /** The longest that is waited in all; milliseconds. */
  patienceMs: number
  /** For tests. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const mostSends = 3
const firstWaitMs = 2_000

/**
 * Lets an adapter draw, and where the partner was too busy to begin, waits as long as it asks and lets it draw again: a
 * new send, a new disclosure. Nothing else is ever sent twice.
 *
 * @throws the reason of the signal, when it is given while waiting
 */
export async function* runPatiently(
  run: () => AsyncIterable<AdapterEvent>,
  { signal, patienceMs, wait = waitReally }: PatienceOptions,
): AsyncGenerator<AdapterEvent> {
  let leftMs = patienceMs
  const seen: Seen = { hasReceived: false }
  for (let sends = 1; ; sends += 1) {
    const busy = yield* untilBusy(run(), seen)
    if (busy === undefined) return
    const waitMs = withJitter(busy.retryAfterMs ?? firstWaitMs * 2 ** (sends - 1))
    leftMs -= waitMs
    if (sends === mostSends || leftMs < 0) {
      yield busy
      return
    }
    await wait(waitMs, signal)
  }
}

type Failed = Extract<AdapterEvent, { kind: 'failed' }>

interface Seen {
  /** The partner has answered something: it knows what was sent, whatever fails later. */
  hasReceived: boolean
}

/** Passes everything on, but for a "too busy" before anything was drawn: that is given back. */
async function* untilBusy(
  events: AsyncIterable<AdapterEvent>,
  seen: Seen,
): AsyncGenerator<AdapterEvent, Failed | undefined> {
  let hasDrawn = false
  for await (const event of events) {
    hasDrawn ||= event.kind === 'partial' || event.kind === 'image'
    seen.hasReceived ||= event.kind !== 'failed' || event.disclosed === 'sent'
    if (event.kind !== 'failed') {
      yield event
      continue
    }
    const disclosed = event.disclosed === 'nothing' && seen.hasReceived ? 'sent' : event.disclosed
    const failed = { ...event, disclosed }
    if (failed.failure === 'rate-limited' && !hasDrawn) return failed
    yield failed
  }
  return undefined
}

/** Never sooner than asked, and up to a quarter later: those who were sent away together do not come back together. */
const withJitter = (milliseconds: number) => Math.ceil(milliseconds * (1 + Math.random() / 4))

async function waitReally(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal })
}
