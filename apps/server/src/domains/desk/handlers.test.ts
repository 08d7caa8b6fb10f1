import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestClock, createTestDatabase, type TestDatabase } from '#testkit'
import { makeId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import type { CaseSource } from './cases/case.ts'
import { createDeskHandlers } from './handlers.ts'

let place: TestDatabase
beforeEach(async () => {
  place = await createTestDatabase()
})
afterEach(() => place.close())

test('who is revoked after the form is read and before the act has not acted', async () => {
  let isOperator = true
  const session = { accountId: makeId('acc'), accountReference: makeId('ref') }
  const id = makeId('req')
  const clock = createTestClock()
  const shown = {
    kind: 'rights-request',
    id,
    about: 'lift',
    receivedAt: clock.now(),
    dueAt: clock.now(),
  } as const
  const source: CaseSource = {
    kind: 'rights-request',
    listOpen: async () => [shown],
    show: async () => ({
      ...shown,
      facts: [],
      answers: [{ outcome: 'done', words: 'Lift it' }],
      hasWords: false,
      canExport: false,
      canBeMailed: false,
    }),
    async answer(_, __, record) {
      isOperator = false
      await place.database.transaction().execute((tx) => record(tx, 'request-done', id))
      return { outcome: 'answered' }
    },
  }
  const handlers = createDeskHandlers({
    database: place.database,
    clock,
    logger: createLogger({ level: 'silent' }),
    installationKey: createInstallationKey(new Secret('7'.repeat(64))),
    people: {
      find: async () => ({ outcome: 'nobody' }),
      setRole: async () => false,
      isOperator: async () => isOperator,
      listOperators: async () => [],
      endSessions: async () => ({ afterCommit: () => undefined }),
    },
    letters: {
      readReceivedOn: () => undefined,
      open: async () => ({ outcome: 'to-choose', accounts: [] }),
    },
    sources: [source],
    tellLate: async () => undefined,
  })
  const context = {
    session,
    params: { kind: 'rights-request', id },
    readForm: async () => new URLSearchParams({ outcome: 'done' }),
  }

  // Of a request it is handed what this one looks at.
  const answered = handlers.answerCase(context as never) // oxlint-disable-line typescript/no-unsafe-type-assertion

  await expect(answered).rejects.toMatchObject({ code: 'http/not-found' })
  expect(isOperator).toBe(false)
  expect((await sql`select number from audit_entries`.execute(place.database)).rows).toEqual([])
})
