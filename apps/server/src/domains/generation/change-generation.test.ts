import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeId } from '#server/kernel/ids.ts'
import { randomKey } from '#server/platform/content-crypto/index.ts'
import { connectDatabase, sendAlone } from '#server/platform/postgres/index.ts'
import { createTestClock, createTestDatabase, type TestDatabase, createTestVaults } from '#testkit'
import { resumeGeneration } from './change-generation.ts'
import type { GenerationParts } from './parts.ts'
import { insertRunning } from './tests/rows.ts'

/* Changes that a person asks for. */

let db: TestDatabase
let folder: string
beforeAll(async () => {
  db = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'gptimage-changes-'))
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

const clock = createTestClock()

test('one goes on with a single connection: as many as there are may do so at once, and none waits for a second', async () => {
  const connection = { ...db.connection, connectionTimeoutMillis: 2_000 }
  const { database, close } = connectDatabase({ connection, maximumConnections: 1, onError: () => undefined })
  const vaults = createTestVaults({ database, folder, clock })
  const { id, accountId, sessionId } = await insertRunning(db.database)
  await sql`delete from vaults`.execute(db.database)
  const accountReference = makeId('ref')
  await sql`insert into credit_balances values (${accountReference}, 1, 0)`.execute(db.database)
  const session = { accountId, sessionId, accountReference, token: randomKey() }
  const { writer, vaultId } = await vaults.openSitting(session)
  async function* prompt() {
    yield Buffer.from('a fox')
  }
  const sealed = await writer.seal({
    kind: 'prompt',
    mediaType: 'text/plain',
    generationId: id,
    bytes: prompt(),
  })
  await sendAlone(database, sealed.recording(database))
  const { objectId } = sealed
  await sql`update generations set phase = 'interrupted', vault_id = ${vaultId}, prompt_object_id = ${objectId}`.execute(
    database,
  )
  const promptKeys: Buffer[] = []
  const writeTickets = async (_: unknown, { promptKey }: { promptKey: Buffer }) =>
    promptKeys.push(Buffer.from(promptKey))
  const parts = {
    database,
    clock,
    vaults: { ...vaults, workerKeys: { writeTickets } },
    catalogue: { requireModel: () => ({ partner: { description: { leavesInstallation: false } } }) },
    findAccountReference: async () => accountReference,
  } as unknown as GenerationParts // oxlint-disable-line typescript/no-unsafe-type-assertion -- what a resumption asks for
  const asked = { session, id } as unknown as Parameters<typeof resumeGeneration>[1] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
  expect(await resumeGeneration(parts, asked)).toMatchObject({ phase: 'queued', attempt: 2 })
  expect(promptKeys).toEqual([sealed.key])
  await close()
})
