import { retentionSeconds } from '#policies/retention.ts'
import { findRestriction } from '#server/domains/identity/index.ts'
import type { RouteHandlers } from '#server/http/index.ts'
import type { AccountId } from '#server/kernel/ids.ts'
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
  const asking = new Set<Promise<void>>()
  /** NOTE: asked for each use anew, and before it is counted: there is nothing from which it could be taken out again. */
  const mayCount = async ({ accountId, ...session }: Counted, gpc: string | undefined): Promise<boolean> => {
    try {
      await parts.rights.honourSignal(accountId, gpc)
      const isRestricted = session.isRestricted ?? (await findRestriction(parts.database, accountId))
      if (isRestricted === undefined) return false
      return await parts.rights.isAllowed({ accountId, isRestricted }, { purpose: 'analytics', gpc })
    } catch (error) {
      parts.logger.warn('usage-not-counted', {}, error)
      return false
    }
  }
  const countIf = (may: Promise<boolean>, use: Use): void => {
    const asked = may
      .then((isYes) => {
        if (isYes) counter.add(use)
      })
      .finally(() => asking.delete(asked))
    asking.add(asked)
  }
  return {
    start: () => counter.start(),
    async stop() {
      await Promise.all(asking)
      await counter.stop()
    },
    countSignIn({ accountId, deviceFamily, gpc }) {
      countIf(mayCount({ accountId }, gpc), { event: 'signed-in', detail: browserOf(deviceFamily) })
    },
    countEnd({ accountId, modelId, phase }) {
      if (phase !== 'delivered' && phase !== 'refused') return
      countIf(mayCount({ accountId }, undefined), { event: `generation-${phase}`, detail: modelId })
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

/** Whose use it is; a session knows already whether they have stopped all use. */
interface Counted {
  accountId: AccountId
  isRestricted?: boolean
}

/** Who asks for something, as far as it matters here. */
interface Asking {
  session: Required<Counted>
  header(name: string): string | undefined
}

interface Counting {
  mayCount(counted: Counted, gpc: string | undefined): Promise<boolean>
  countIf(may: Promise<boolean>, use: Use): void
}

function watchHandlers(handlers: CountedHandlers, { mayCount, countIf }: Counting): CountedHandlers {
  /** Counts what a handler has done well, for whom it may be counted. */
  const count = async <Result>(
    { session, header }: Asking,
    { use, run }: { use: Use; run: () => Promise<Result> },
  ): Promise<Result> => {
    const { accountId, isRestricted } = session
    const may = mayCount({ accountId, isRestricted }, header('sec-gpc'))
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
