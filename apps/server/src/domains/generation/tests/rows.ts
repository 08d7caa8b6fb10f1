import { sql } from 'kysely'
import { type AccountId, makeId, type SessionId, type VaultId } from '#server/kernel/ids.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import type { Generation } from '../generation.ts'
import { insertClaimed } from '../generations.store.ts'
import { storeSlots } from '../queue.store.ts'

/* Rows for the tests of this domain. */

export interface Person {
  accountId: AccountId
  sessionId: SessionId
  vaultId: VaultId
}

/** Somebody who is signed in and has a sitting. */
export async function insertPerson(database: Database): Promise<Person> {
  const [accountId, sessionId, vaultId] = [makeId('acc'), makeId('ses'), makeId('vlt')]
  const bytes = Buffer.from(accountId)
  await sql`insert into accounts values (${accountId}, ${bytes}, ${bytes}, '', 'person', 13, '2026-11-24')`.execute(
    database,
  )
  await sql`insert into sessions values (${bytes}, ${sessionId}, ${accountId}, null, now(), now(), now())`.execute(
    database,
  )
  await sql`insert into vaults values (${vaultId}, ${sessionId}, ${accountId}, '', '', '', now(), now(), now())`.execute(
    database,
  )
  return { accountId, sessionId, vaultId }
}

/** A wish for one picture that nobody has claimed. */
export const queuedGeneration = (
  own: Person & Pick<Generation, 'id' | 'partnerId' | 'createdAt'>,
): Generation => ({
  promptObjectId: makeId('obj'),
  phase: 'queued',
  reason: undefined,
  refusal: undefined,
  attempt: 1,
  imagesAsked: 1,
  imagesSealed: 0,
  imagesSealedBefore: 0,
  creditsPerImage: 1,
  chargedCredits: 0,
  disclosed: 'nothing',
  cancelRequested: false,
  modelId: 'plain/picture',
  widthPx: 512,
  heightPx: 512,
  seed: 1,
  background: 'scene',
  quality: undefined,
  referenceIds: [],
  maskId: undefined,
  workerId: undefined,
  queuedAt: own.createdAt,
  startedAt: undefined,
  endedAt: undefined,
  keptImages: [],
  ...own,
})

/** A wish of somebody that runs. */
export async function insertRunning(
  database: Database,
  wished: Partial<Generation> = {},
): Promise<Generation> {
  const person = await insertPerson(database)
  await storeSlots(database, { partnerId: 'plain', slots: 100 })
  const [createdAt, workerId] = [new Date('2026-11-29T12:00:00Z'), makeId('wrk')]
  const queued = queuedGeneration({ ...person, id: makeId('gen'), partnerId: 'plain', createdAt })
  const generation: Generation = { ...queued, phase: 'running', startedAt: createdAt, workerId, ...wished }
  await database.transaction().execute((tx) =>
    insertClaimed(tx, generation, {
      idempotencyIndex: Buffer.from(generation.id),
      fingerprint: Buffer.from(generation.id),
      events: ['generation-changed'],
      lease: { workerId, until: createdAt },
    }),
  )
  return generation
}
