import { sql } from 'kysely'
import type { AccountId, SessionId, VaultId } from '#server/kernel/ids.ts'
import {
  anyOf,
  type Database,
  type Executor,
  makeStatement,
  sendAlone,
  type Statement,
} from '#server/platform/postgres/index.ts'

export interface VaultRow {
  id: VaultId
  sessionId: SessionId
  accountId: AccountId
  publicKey: Buffer
  wrappedPrivateKey: Buffer
  wrapSalt: Buffer
  openedAt: Date
  lastUsedAt: Date
  expiresAt: Date
}

const columns = [
  'id',
  'session_id',
  'account_id',
  'public_key',
  'wrapped_private_key',
  'wrap_salt',
  'opened_at',
  'last_used_at',
  'expires_at',
] as const

type Selected = {
  id: string
  session_id: string
  account_id: string
  public_key: Buffer
  wrapped_private_key: Buffer
  wrap_salt: Buffer
  opened_at: Date
  last_used_at: Date
  expires_at: Date
}

const toRow = (row: Selected): VaultRow => ({
  id: row.id as VaultId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from a VaultId
  sessionId: row.session_id as SessionId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
  accountId: row.account_id as AccountId, // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same
  publicKey: row.public_key,
  wrappedPrivateKey: row.wrapped_private_key,
  wrapSalt: row.wrap_salt,
  openedAt: row.opened_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
})

/** Writes the vault unless its session has one already, or is gone: then false. */
export async function insertVault(database: Database, vault: VaultRow): Promise<boolean> {
  const written = await database
    .insertInto('vaults')
    .values({
      id: vault.id,
      session_id: vault.sessionId,
      account_id: vault.accountId,
      public_key: vault.publicKey,
      wrapped_private_key: vault.wrappedPrivateKey,
      wrap_salt: vault.wrapSalt,
      opened_at: vault.openedAt,
      last_used_at: vault.lastUsedAt,
      expires_at: vault.expiresAt,
    })
    .onConflict((conflict) => conflict.column('session_id').doNothing())
    .executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 1n
}

export const findVaultOfSession = (executor: Executor, sessionId: SessionId): Promise<VaultRow | undefined> =>
  sendAlone(executor, findingVaultOfSession(executor, sessionId))

/** The same, to leave together with others. */
export function findingVaultOfSession(
  executor: Executor,
  sessionId: SessionId,
): Statement<VaultRow | undefined> {
  const query = executor.selectFrom('vaults').select(columns).where('session_id', '=', sessionId)
  return makeStatement(query.compile(), ({ rows: [row] }) => row && toRow(row))
}

/** The same with the number of its objects. */
export function findingVaultAndCount(
  executor: Executor,
  sessionId: SessionId,
): Statement<{ vault: VaultRow; objects: number } | undefined> {
  const query = executor
    .selectFrom('vaults')
    .select(columns)
    .select(
      sql<number>`(select count(*)::integer from objects where objects.vault_id = vaults.id)`.as('objects'),
    )
    .where('session_id', '=', sessionId)
  return makeStatement(
    query.compile(),
    ({ rows: [row] }) => row && { vault: toRow(row), objects: row.objects },
  )
}

export async function touchVault(executor: Executor, vaultId: VaultId, at: Date): Promise<void> {
  await executor.updateTable('vaults').set({ last_used_at: at }).where('id', '=', vaultId).execute()
}

export async function replaceWrappedKey(
  executor: Executor,
  vaultId: VaultId,
  wrapped: { privateKey: Buffer; salt: Buffer },
): Promise<void> {
  await executor
    .updateTable('vaults')
    .set({ wrapped_private_key: wrapped.privateKey, wrap_salt: wrapped.salt })
    .where('id', '=', vaultId)
    .execute()
}

export async function deleteVaults(executor: Executor, vaultIds: readonly VaultId[]): Promise<void> {
  await executor.deleteFrom('vaults').where('id', '=', anyOf(vaultIds)).execute()
}

/** Vaults that nobody used since `idleSince`, or whose time is over at `now`; oldest first. Of one session where it is named. */
export async function findVaultsPast(
  executor: Executor,
  {
    idleSince,
    now,
    sessionId,
    skipped,
    limit,
  }: {
    idleSince: Date
    now: Date
    sessionId: SessionId | undefined
    skipped: number
    limit: number
  },
): Promise<{ vaultId: VaultId; sessionId: SessionId; why: 'idle' | 'absolute' }[]> {
  const rows = await executor
    .selectFrom('vaults')
    .select(columns)
    .where((where) => where.or([where('expires_at', '<=', now), where('last_used_at', '<=', idleSince)]))
    .$if(sessionId !== undefined, (vaults) => vaults.where('session_id', '=', sessionId ?? ''))
    .orderBy('last_used_at')
    .orderBy('id')
    .offset(skipped)
    .limit(limit)
    .execute()
  return rows.map(toRow).map(({ id, sessionId: owner, expiresAt }) => ({
    vaultId: id,
    sessionId: owner,
    why: expiresAt <= now ? 'absolute' : 'idle',
  }))
}

export async function listVaultsOf(executor: Executor, accountId: AccountId): Promise<VaultId[]> {
  const rows = await executor.selectFrom('vaults').select('id').where('account_id', '=', accountId).execute()
  return rows.map(({ id }) => id as VaultId) // oxlint-disable-line typescript/no-unsafe-type-assertion -- written from a VaultId
}

export async function countVaults(database: Database): Promise<number> {
  const { count } = await database
    .selectFrom('vaults')
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function findRemains(database: Database, limit: number): Promise<VaultId[]> {
  const rows = await database
    .selectFrom('vault_remains')
    .select('vault_id')
    .orderBy('closed_at')
    .limit(limit)
    .execute()
  return rows.map(({ vault_id }) => vault_id as VaultId) // oxlint-disable-line typescript/no-unsafe-type-assertion -- written by the trigger from vaults.id
}

export async function forgetRemains(database: Database, vaultIds: readonly VaultId[]): Promise<void> {
  if (vaultIds.length > 0)
    await database.deleteFrom('vault_remains').where('vault_id', '=', anyOf(vaultIds)).execute()
}

export async function findExistingVaults(
  database: Database,
  vaultIds: readonly VaultId[],
): Promise<Set<string>> {
  if (vaultIds.length === 0) return new Set()
  const rows = await database.selectFrom('vaults').select('id').where('id', '=', anyOf(vaultIds)).execute()
  return new Set(rows.map(({ id }) => id))
}
