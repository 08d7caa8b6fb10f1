import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { type AccountId, makeId, type SessionId } from '#server/kernel/ids.ts'
import {
  deriveKey,
  makeKeyPair,
  randomKey,
  unwrap,
  wrap,
  zero,
} from '#server/platform/content-crypto/index.ts'
import { type Database, type Executor, isForeignKeyViolation } from '#server/platform/postgres/index.ts'
import { type VaultIdentity, vaultContext } from './contexts.ts'
import { countObjects } from './objects.store.ts'
import { createVaultReader, type ReaderParts, type VaultReader } from './vault-reader.ts'
import {
  findVaultOfSession,
  insertVault,
  replaceWrappedKey,
  touchVault,
  type VaultRow,
} from './vaults.store.ts'

/** What the vault needs to know of a session. `token` is the cookie's secret; it is used here and kept nowhere. */
export interface VaultSession {
  sessionId: SessionId
  accountId: AccountId
  token: Buffer
}

export interface SittingParts extends ReaderParts {
  clock: Clock
  limits: { vaultIdleMs: number; vaultAbsoluteMs: number }
}

/** Moments as ISO 8601, as the contract says them. */
export interface SittingView {
  openedAt: string
  idleAt: string
  endsAt: string
  objects: number
}

const touchEveryMs = 60_000

export function createSittings(parts: SittingParts) {
  const { database, clock, limits } = parts
  const isPast = (vault: VaultRow) => {
    const now = clock.now().getTime()
    return now >= vault.expiresAt.getTime() || now >= vault.lastUsedAt.getTime() + limits.vaultIdleMs
  }
  const findUsable = async (sessionId: SessionId) => {
    const vault = await findVaultOfSession(database, sessionId)
    return vault === undefined || isPast(vault) ? undefined : vault
  }
  return {
    /** The session's open vault, or a fresh one. One past its limits must have been closed before. */
    async openVault(session: VaultSession): Promise<VaultRow> {
      const open = await findVaultOfSession(database, session.sessionId)
      if (open === undefined) return openFresh(parts, session)
      if (isPast(open)) throw new AppError('vault/closed')
      checkPublicKey(open, session.token)
      await touch(database, open, clock)
      return open
    },

    async findSitting({ sessionId }: { sessionId: SessionId }): Promise<SittingView | undefined> {
      const vault = await findUsable(sessionId)
      if (vault === undefined) return undefined
      return {
        openedAt: vault.openedAt.toISOString(),
        idleAt: new Date(
          Math.min(vault.lastUsedAt.getTime() + limits.vaultIdleMs, vault.expiresAt.getTime()),
        ).toISOString(),
        endsAt: vault.expiresAt.toISOString(),
        objects: await countObjects(database, vault.id),
      }
    },

    /** Undefined when the session holds no content, or its sitting is over. */
    async openReader(session: VaultSession): Promise<VaultReader | undefined> {
      const vault = await findUsable(session.sessionId)
      if (vault === undefined) return undefined
      await touch(database, vault, clock)
      const privateKey = openPrivateKey(vault, session.token)
      return createVaultReader(parts, { vaultId: vault.id, accountId: vault.accountId, privateKey })
    },

    /** Wraps the key anew when the cookie's secret changes; in the transaction that changes it. */
    async rewrap(
      executor: Executor,
      session: { sessionId: SessionId; oldToken: Buffer; newToken: Buffer },
    ): Promise<void> {
      const vault = await findVaultOfSession(executor, session.sessionId)
      if (vault === undefined) return
      const privateKey = openPrivateKey(vault, session.oldToken)
      const wrapped = wrapPrivateKey(identityOf(vault), session.newToken, privateKey)
      zero(privateKey)
      await replaceWrappedKey(executor, vault.id, wrapped)
    },
  }
}

/** Two first requests at once make one vault: who comes second takes the first one's. */
async function openFresh(
  { database, clock, limits }: SittingParts,
  session: VaultSession,
): Promise<VaultRow> {
  const now = clock.now()
  const id = makeId('vlt')
  const { publicKey, privateKey } = makeKeyPair()
  const identity = { vaultId: id, sessionId: session.sessionId, accountId: session.accountId, publicKey }
  const wrapped = wrapPrivateKey(identity, session.token, privateKey)
  zero(privateKey)
  const fresh: VaultRow = {
    id,
    sessionId: session.sessionId,
    accountId: session.accountId,
    publicKey,
    wrappedPrivateKey: wrapped.privateKey,
    wrapSalt: wrapped.salt,
    openedAt: now,
    lastUsedAt: now,
    expiresAt: new Date(now.getTime() + limits.vaultAbsoluteMs),
  }
  if (await tryInsert(database, fresh)) return fresh
  const other = await findVaultOfSession(database, session.sessionId)
  if (other === undefined) throw new AppError('vault/closed')
  checkPublicKey(other, session.token)
  return other
}

/** @throws AppError identity/not-signed-in when the session has ended meanwhile */
async function tryInsert(database: Database, vault: VaultRow): Promise<boolean> {
  try {
    return await insertVault(database, vault)
  } catch (error) {
    throw isForeignKeyViolation(error) ? new AppError('identity/not-signed-in', {}, { cause: error }) : error
  }
}

const identityOf = (vault: VaultRow): VaultIdentity => ({
  vaultId: vault.id,
  sessionId: vault.sessionId,
  accountId: vault.accountId,
  publicKey: vault.publicKey,
})

const deriveWrappingKey = (token: Buffer, salt: Buffer, context: Buffer) =>
  deriveKey({ secret: token, salt, purpose: context })

function wrapPrivateKey(identity: VaultIdentity, token: Buffer, privateKey: Buffer) {
  const salt = randomKey()
  const context = vaultContext(identity)
  const key = deriveWrappingKey(token, salt, context)
  const wrapped = wrap(key, privateKey, context)
  zero(key)
  return { privateKey: wrapped, salt }
}

/**
 * What is sealed from here on is sealed to the public half that stands in the row. Whoever can write rows could have put
 * their own there; the private half opens beside the true one only.
 *
 * @throws Error when it is another's
 */
function checkPublicKey(vault: VaultRow, token: Buffer): void {
  zero(openPrivateKey(vault, token))
}

function openPrivateKey(vault: VaultRow, token: Buffer): Buffer {
  const context = vaultContext(identityOf(vault))
  const key = deriveWrappingKey(token, vault.wrapSalt, context)
  try {
    return unwrap(key, vault.wrappedPrivateKey, context)
  } finally {
    zero(key)
  }
}

async function touch(database: Database, vault: VaultRow, clock: Clock): Promise<void> {
  const now = clock.now()
  if (now.getTime() - vault.lastUsedAt.getTime() >= touchEveryMs) await touchVault(database, vault.id, now)
}
