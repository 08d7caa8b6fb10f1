import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testkit'
import {
  commitTogether,
  connectDatabase,
  type Database,
  type Executor,
  makeStatement,
  sendAhead,
  sendAlone,
  sendTogether,
  type Transaction,
} from './index.ts'

let db: TestDatabase
let database: Database
let pool: ReturnType<typeof connectDatabase>['pool']
let end: () => Promise<void>
beforeAll(async () => {
  db = await createTestDatabase()
  const connected = connectDatabase({
    connection: db.connection,
    maximumConnections: 1,
    onError: () => undefined,
  })
  database = connected.database
  pool = connected.pool
  end = connected.close
})
afterAll(async () => {
  await end()
  await db.close()
})

const findPrepared = async (like: string) =>
  (await sql`select 1 from pg_prepared_statements where statement like ${`%${like}%`}`.execute(database)).rows
    .length

test('a statement with parameters is planned once on a connection, whatever its values', async () => {
  const add = async (one: number) =>
    (await sql<{ sum_of_two: number }>`select ${one}::int + 1 as sum_of_two`.execute(database)).rows
  expect([await add(1), await add(41)]).toEqual([[{ sum_of_two: 2 }], [{ sum_of_two: 42 }]])
  expect(await findPrepared('sum_of_two')).toBe(1)
})

test('one that takes every column goes on when a newer process has added a column', async () => {
  const readAll = () => sql`select * from partner_slots where partner_id = ${'none'}`.execute(database)
  await readAll()
  await sql`alter table partner_slots add column made_by_a_newer_one text`.execute(db.database)
  expect((await readAll()).rows).toEqual([])
  expect(await findPrepared('select count(*) from partner_slots')).toBe(0)
  await sql`select count(*) from partner_slots where partner_id = ${'none'}`.execute(database)
  expect(await findPrepared('select count(*) from partner_slots')).toBe(1)
})

test('one that fails in a transaction does not harm the next on its connection', async () => {
  const insert = (id: string) => sql`insert into partner_slots values (${id}, 1, 1)`.execute(database)
  await insert('twice')
  await expect(insert('twice')).rejects.toMatchObject({ code: '23505' })
  await insert('once')
  expect(await findPrepared('insert into partner_slots')).toBe(1)
})

const add = (tx: Transaction, id: string) =>
  sendAhead(tx, sql`insert into partner_slots values (${id}, 1, 1)`.compile(tx))
const count = async () =>
  (await sql`select 1 from partner_slots where partner_id like 'ahead-%'`.execute(db.database)).rows.length

test('what is sent ahead is there for the next statement, and kept by the commit', async () => {
  await database.transaction().execute(async (tx) => {
    await add(tx, 'ahead-1')
    await add(tx, 'ahead-2')
    expect(
      (await sql`select 1 from partner_slots where partner_id like 'ahead-%'`.execute(tx)).rows,
    ).toHaveLength(2)
    await add(tx, 'ahead-3')
  })
  expect(await count()).toBe(3)
})

test('the failure of one that was sent ahead is told by the next, and undoes all', async () => {
  const readNext = (executor: Executor) => sql`select ${1}::int as asked_next`.execute(executor)
  const work = database.transaction().execute(async (tx) => {
    await add(tx, 'ahead-4')
    await add(tx, 'ahead-4')
    await readNext(tx)
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await count()).toBe(3)
  // It could not be prepared then, and is now.
  expect((await readNext(database)).rows).toEqual([{ asked_next: 1 }])
})

test('the failure of one that was sent ahead of the commit is told by the commit, and undoes all', async () => {
  const work = database.transaction().execute(async (tx) => {
    await add(tx, 'ahead-5')
    await add(tx, 'ahead-5')
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await count()).toBe(3)
  await database.transaction().execute((tx) => add(tx, 'ahead-5'))
  expect(await count()).toBe(4)
})

test('work that gives up by itself leaves nothing of what was sent ahead', async () => {
  const work = database.transaction().execute(async (tx) => {
    await add(tx, 'ahead-6')
    throw new Error('given up')
  })
  await expect(work).rejects.toThrow('given up')
  expect(await count()).toBe(4)
})

test('a connection that breaks after a transaction has begun is replaced', async () => {
  const work = database.transaction().execute(async (tx) => {
    await add(tx, 'ahead-7')
    await sql`select pg_terminate_backend(pg_backend_pid()), ${1}::int`.execute(tx)
  })
  await expect(work).rejects.toThrow()
  expect(await count()).toBe(4)
  await database.transaction().execute((tx) => add(tx, 'ahead-8'))
  expect(await count()).toBe(5)
})

test('a value that cannot be written fails its statement, and nothing that nobody hears of', async () => {
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  const unwritable = {
    toJSON() {
      throw new Error('cannot be said')
    },
  }
  const work = database.transaction().execute((tx) => sql`select ${unwritable}::jsonb`.execute(tx))
  await expect(work).rejects.toThrow('cannot be said')
  process.off('unhandledRejection', unheard)
  expect(unheard).not.toHaveBeenCalled()
  expect(await sendAlone(database, counting(database, 'none'))).toBe(0)
})

const inserting = (executor: Executor, id: string) =>
  makeStatement(
    sql`insert into partner_slots values (${id}, 1, 1)`.compile(executor),
    ({ rowCount }) => rowCount,
    (error) => new Error('there already', { cause: error }),
  )
const counting = (executor: Executor, like: string) =>
  makeStatement(
    sql<{
      count: number
    }>`select count(*)::integer as count from partner_slots where partner_id like ${like}`.compile(executor),
    ({ rows }) => rows[0]?.count ?? 0,
  )

test('what is sent together runs in its order, each seeing what those before it did, and answers for itself', async () => {
  const answers = await database.transaction().execute((tx) => {
    const statements = [counting(tx, 'both-%'), inserting(tx, 'both-1'), counting(tx, 'both-%')] as const
    return sendTogether(tx, statements)
  })
  expect(answers).toEqual([0, 1, 1])
  expect(await sendAlone(db.database, counting(db.database, 'both-%'))).toBe(1)
})

test('it leaves in one piece, with what was sent ahead of it', async () => {
  const pieces = await countPieces(() =>
    database.transaction().execute(async (tx) => {
      await add(tx, 'ahead-9')
      await sendTogether(tx, [inserting(tx, 'both-2'), counting(tx, 'both-%')])
    }),
  )
  // The commit is the other one.
  expect(pieces).toBe(2)
})

test('of failures among it the first is thrown, in the words of its statement, and all is undone', async () => {
  const work = database
    .transaction()
    .execute((tx) =>
      sendTogether(tx, [inserting(tx, 'both-3'), inserting(tx, 'both-3'), counting(tx, 'both-%')]),
    )
  await expect(work).rejects.toThrow('there already')
  expect(await sendAlone(database, counting(database, 'both-3'))).toBe(0)
})

test('an answer that rules out what follows comes before the failure of that', async () => {
  const refusing = (tx: Transaction) =>
    makeStatement(sql`select ${1}::int as refused`.compile(tx), () => {
      throw new Error('ruled out')
    })
  const work = database
    .transaction()
    .execute((tx) => sendTogether(tx, [refusing(tx), inserting(tx, 'both-1'), inserting(tx, 'both-4')]))
  await expect(work).rejects.toThrow('ruled out')
  expect(await sendAlone(database, counting(database, 'both-4'))).toBe(0)
})

test('the failure of one that was sent ahead is told before theirs', async () => {
  const work = database.transaction().execute(async (tx) => {
    await add(tx, 'both-1')
    await sendTogether(tx, [inserting(tx, 'both-5')])
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await sendAlone(database, counting(database, 'both-5'))).toBe(0)
})

test('a transaction of one piece is done whole, or not at all, and is nobody else’s', async () => {
  const commit = () =>
    commitTogether(database, [inserting(database, 'whole-1'), inserting(database, 'whole-2')])
  expect(await countPieces(async () => expect(await commit()).toEqual([1, 1]))).toBe(1)
  const half = commitTogether(database, [inserting(database, 'whole-3'), inserting(database, 'whole-1')])
  await expect(half).rejects.toThrow('there already')
  const within = database.transaction().execute((tx) => commitTogether(tx, [inserting(tx, 'whole-4')]))
  await expect(within).rejects.toThrow('not its own')
  expect(await sendAlone(db.database, counting(db.database, 'whole-%'))).toBe(2)
})

/** How often something is written to the only connection, several pieces at once or one. */
async function countPieces(work: () => Promise<unknown>): Promise<number> {
  const client = await pool.connect()
  const { stream } = client.connection
  const [several, one] = [vi.spyOn(stream, '_writev'), vi.spyOn(stream, '_write')]
  client.release()
  await work()
  const written = several.mock.calls.length + one.mock.calls.length
  several.mockRestore()
  one.mockRestore()
  return written
}
