import { retentionSeconds } from '#policies/retention.ts'
import type { RouteHandlers } from '#server/http/index.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import { Asking } from './asking.ts'
import { DailyCounter, dayOf } from './counter.ts'
import { forgetCounts, listCounts } from './daily-counts.store.ts'
import type { AnalyticsParts } from './parts.ts'
import { browserOf, fewestShown, presentUsage, type ShownCount, type Use } from './usage.ts'

export type { ShownCount } from './usage.ts'

type CountedRoute = 'startGeneration' | 'exportAccount' | 'eraseAccount'
type CountedHandlers = Required<Pick<RouteHandlers, CountedRoute>>

/** How much the service is used: sums over everybody, for whoever did not object. */
export interface Analytics {
  start(): void
  /** Stores what waits. */
  stop(): Promise<void>
  /** Returns at once, and never throws. */
  countSignIn(signedIn: {
    accountId: AccountId
    deviceFamily: string | undefined
    gpc: string | undefined
  }): void
  countEnd(ended: { accountId: AccountId; modelId: string; phase: string }): void
  /** The same handlers; what they do well is counted. */
  watch(handlers: CountedHandlers): CountedHandlers
  /** What may be shown of the counts: days that are over, nothing small, nothing exact. */
  countUsage(): Promise<ShownCount[]>
  sweep(): Promise<void>
}

export function createAnalytics(parts: AnalyticsParts): Analytics {
  const counter = new DailyCounter(parts)
  const asking = new Asking(parts)
  const open = new Set<Promise<void>>()
  /** NOTE: asked for each use anew, and before it is counted: there is nothing from which it could be taken out again. */
  const mayCount = async (accountId: AccountId, gpc: string | undefined): Promise<boolean> => {
    try {
      // A browser that sends it has just said no, for the whole account.
      if (await parts.rights.honourSignal(accountId, gpc)) return false
    } catch (error) {
      parts.logger.warn('usage-not-counted', {}, error)
      return false
    }
    return asking.mayCount(accountId)
  }
  const countIf = (may: Promise<boolean>, use: Use): void => {
    const asked = may
      .then((isYes) => {
        if (isYes) counter.add(use)
      })
      .finally(() => open.delete(asked))
    open.add(asked)
  }
  return {
    start: () => counter.start(),
    async stop() {
      asking.askNow()
      await Promise.all(open)
      await counter.stop()
    },
    countSignIn({ accountId, deviceFamily, gpc }) {
      countIf(mayCount(accountId, gpc), { event: 'signed-in', detail: browserOf(deviceFamily) })
    },
    countEnd({ accountId, modelId, phase }) {
      if (phase !== 'delivered' && phase !== 'refused') return
      countIf(mayCount(accountId, undefined), { event: `generation-${phase}`, detail: modelId })
    },
    watch: (handlers) => watchHandlers(handlers, { mayCount, countIf }),
    async countUsage() {
      return presentUsage(await listCounts(parts.database), dayOf(parts.clock.now()))
    },
    async sweep() {
      const now = parts.clock.now().getTime()
      const before = dayOf(new Date(now - retentionSeconds['daily-counts'] * 1000))
      // Another process may still add to yesterday.
      const count = await forgetCounts(parts.database, {
        before,
        overBefore: dayOf(new Date(now - dayMs)),
        fewest: fewestShown,
      })
      if (count > 0) parts.logger.info('swept', { reason: 'daily-counts', count })
    },
  }
}

const dayMs = 24 * 60 * 60 * 1000

/** Who asks for something, as far as it matters here. */
interface Asker {
  session: { accountId: AccountId }
  header(name: string): string | undefined
}

interface Counting {
  mayCount(accountId: AccountId, gpc: string | undefined): Promise<boolean>
  countIf(may: Promise<boolean>, use: Use): void
}

function watchHandlers(handlers: CountedHandlers, { mayCount, countIf }: Counting): CountedHandlers {
  /** Counts what a handler has done well, for whom it may be counted. */
  const count = async <Result>(
    { session, header }: Asker,
    { use, run }: { use: Use; run: () => Promise<Result> },
  ): Promise<Result> => {
    const may = mayCount(session.accountId, header('sec-gpc'))
    // Afterwards nobody could be asked.
    if (use.event === 'erasure') await may
    const result = await run()
    countIf(may, use)
    return result
  }
  return {
    startGeneration: (context) =>
      count(context, {
        use: { event: 'generation-asked', detail: context.body.model },
        run: () => handlers.startGeneration(context),
      }),
    exportAccount: (context) =>
      count(context, { use: { event: 'export', detail: '' }, run: () => handlers.exportAccount(context) }),
    eraseAccount: (context) =>
      count(context, { use: { event: 'erasure', detail: '' }, run: () => handlers.eraseAccount(context) }),
  }
}
