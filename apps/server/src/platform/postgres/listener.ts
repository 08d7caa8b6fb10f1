import { sql } from 'kysely'
import pg from 'pg'
import type { Executor } from './connect-database.ts'
import { sendAlone } from './send-together.ts'
import { makeStatement, type Statement } from './statement.ts'

/** What processes tell each other; payloads are ids only. */
export type Channel = 'work' | 'session' | 'cancel' | 'worker-keys' | 'deletions' | 'mails'

export interface Listener {
  /** Resolves when notices are heard. `onReconnect` is called after a gap in which notices may have been missed: look for yourself. */
  listen(channel: Channel, onNotice: (payload: string) => void, onReconnect?: () => void): Promise<void>
  close(): Promise<void>
}

interface Subscription {
  channel: Channel
  onNotice: (payload: string) => void
  onReconnect?: (() => void) | undefined
}

const firstRetryMs = 100
const longestRetryMs = 5_000

/** Opens one dedicated connection for notices; when it breaks it is opened again, with growing pauses. */
export async function createListener(options: {
  connection: pg.ClientConfig
  onError(error: unknown): void
}): Promise<Listener> {
  const subscriptions: Subscription[] = []
  let client: pg.Client | undefined
  let closed = false
  let retryMs = firstRetryMs
  let retry: NodeJS.Timeout | undefined
  let asking: Promise<unknown> = Promise.resolve()

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ keepAlive: true, connectionTimeoutMillis: 5_000, ...options.connection })
    fresh.on('notification', ({ channel, payload = '' }) => {
      for (const subscription of subscriptions)
        if (subscription.channel === channel) subscription.onNotice(payload)
    })
    fresh.on('error', options.onError)
    fresh.once('end', () => {
      if (fresh === client) scheduleReconnect()
    })
    await fresh.connect()
    client = fresh
    const channels = new Set(subscriptions.map(({ channel }) => channel))
    for (const channel of channels) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
  }
  const scheduleReconnect = (): void => {
    if (closed) return
    client = undefined
    retry = setTimeout(() => void reconnect(), retryMs)
    retryMs = Math.min(retryMs * 2, longestRetryMs)
  }
  const reconnect = async (): Promise<void> => {
    try {
      await connect()
      retryMs = firstRetryMs
      for (const subscription of subscriptions) subscription.onReconnect?.()
    } catch (error) {
      options.onError(error)
      scheduleReconnect()
    }
  }

  await connect()
  return {
    async listen(channel, onNotice, onReconnect) {
      const isFirst = !subscriptions.some((subscription) => subscription.channel === channel)
      subscriptions.push({ channel, onNotice, onReconnect })
      if (!isFirst) return
      // One after another: a connection takes one statement at a time. A failure ends the connection, and the next one
      // listens to everything subscribed.
      asking = asking
        .then(() => client?.query(`listen ${pg.escapeIdentifier(channel)}`))
        .catch(options.onError)
      await asking
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}

/** Tells every listening process, when the transaction commits. The payload is an id. */
export async function notify(executor: Executor, channel: Channel, payload: string): Promise<void> {
  await sendAlone(executor, notification(executor, channel, payload))
}

/** The same, to leave together with others. */
export const notification = (executor: Executor, channel: Channel, payload: string): Statement<void> =>
  makeStatement(sql`select pg_notify(${channel}, ${payload})`.compile(executor), () => undefined)
