import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock, createTestDatabase, type TestDatabase, createTestVaults } from '#testkit'
import { defaultLimits } from '#server/config/limits.ts'
import { createCatalogue } from '#server/domains/models/index.ts'
import type { RequestContext } from '#server/http/index.ts'
import { makeId, type SessionId } from '#server/kernel/ids.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createListener, type Database, type Listener } from '#server/platform/postgres/index.ts'
import { appendEvents } from './session-events.store.ts'
import { createSessionStreams } from './session-streams.ts'

let db: TestDatabase
let listener: Listener
beforeAll(async () => {
  db = await createTestDatabase()
  listener = await createListener({
    connection: db.connection,
    onError: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await listener.close()
  await db.close()
})

function makeStreams(database: Database) {
  const logger = createLogger({ level: 'silent' })
  const vaults = createTestVaults({
    database,
    folder: join(tmpdir(), 'never-written'),
    clock: createTestClock(),
  })
  const catalogue = createCatalogue({ partners: [] })
  return createSessionStreams({ database, listener, limits: defaultLimits, catalogue, vaults, logger })
}

async function aSession(): Promise<SessionId> {
  const [accountId, sessionId] = [makeId('acc'), makeId('ses')]
  const bytes = Buffer.from(accountId)
  await sql`insert into accounts values (${accountId}, ${bytes}, ${bytes}, '', 'person', 13, '2026-11-24')`.execute(
    db.database,
  )
  await sql`insert into sessions values (${bytes}, ${sessionId}, ${accountId}, null, now(), now(), now())`.execute(
    db.database,
  )
  return sessionId
}

function aTab(sessionId: SessionId) {
  const heard: string[] = []
  const asked = {
    session: { sessionId, accountReference: makeId('ref') },
    query: new URLSearchParams(),
    header: () => undefined,
    signal: new AbortController().signal,
    openEventStream: () => ({
      write: (event: Buffer) => heard.push(String(event)) > 0,
      end: () => heard.push('end'),
    }),
  }
  // What a stream asks of its request, and no more.
  return { heard, context: asked as unknown as RequestContext<'events'> } // oxlint-disable-line typescript/no-unsafe-type-assertion
}

/** Holds back the answer to the first statement, when the database has given it already. */
function holdFirstAnswer() {
  const given = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      given.resolve()
      await held.promise
      return result
    },
  }
  return { plugin, given: given.promise, release: held.resolve }
}

test('what is committed while a tab opens, after its cursor was read, is told to it', async () => {
  const sessionId = await aSession()
  const hold = holdFirstAnswer()
  const streams = makeStreams(db.database.withPlugin(hold.plugin))
  const noticed = Promise.withResolvers<void>()
  await listener.listen('session', () => noticed.resolve())
  const { heard, context } = aTab(sessionId)

  const opening = streams.open(context)
  await hold.given
  await db.database
    .transaction()
    .execute((tx) => appendEvents(tx, sessionId, [{ kind: 'credits-changed', at: new Date() }]))
  await noticed.promise
  hold.release()
  await opening

  await expect.poll(() => heard.join('')).toContain('id: 1\ndata: {"kind":"credits-changed"')
  streams.close()
})

test('a session that ended while a tab opened is told so', async () => {
  const sessionId = await aSession()
  const hold = holdFirstAnswer()
  const streams = makeStreams(db.database.withPlugin(hold.plugin))
  await sql`delete from sessions where id = ${sessionId}`.execute(db.database)
  const { heard, context } = aTab(sessionId)

  const opening = streams.open(context)
  hold.release()
  await opening

  await expect.poll(() => heard.at(-1)).toBe('end')
  expect(heard[0]).toContain('session-ended')
  streams.close()
})
