import { AppError } from '#server/kernel/app-error.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { type AccountId, makeId, type ObjectId, type SessionId } from '#server/kernel/ids.ts'
import {
  deriveKey,
  makeKeyPair,
  prove,
  randomKey,
  unwrap,
  wrap,
  zero,
} from '#server/platform/content-crypto/index.ts'
import {
  type Database,
  type Executor,
  isForeignKeyViolation,
  sendTogether,
  type Statement,
} from '#server/platform/postgres/index.ts'
import { type VaultIdentity, vaultContext } from './contexts.ts'
import { findingObjects } from './objects.store.ts'
import { createVaultReader, type ReaderParts, type VaultReader } from './vault-reader.ts'
import {
  findingVaultAndCount,
  findingVaultOfSession,
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

/** What a sitting is opened for. */
export interface Asked {
  /** Everything that makes it another request, for its fingerprint. */
  asked?: string
  /** What leaves with the first look, and may rule out that anything is opened. */
  first?: readonly Statement<void>[]
}

/** A vault that may be sealed to, and the fingerprint of what is asked of it. */
interface OpenVault {
  vault: VaultRow
  fingerprint: Buffer
}

const touchEveryMs = 60_000

export function createSittings(parts: SittingParts) {
  const { database, clock, limits } = parts
  const isPast = (vault: VaultRow) => {
    const now = clock.now().getTime()
    return now >= vault.expiresAt.getTime() || now >= vault.lastUsedAt.getTime() + limits.vaultIdleMs
  }
  const view = ({ vault, objects }: { vault: VaultRow; objects: number }): SittingView => ({
    openedAt: vault.openedAt.toISOString(),
    idleAt: new Date(
      Math.min(vault.lastUsedAt.getTime() + limits.vaultIdleMs, vault.expiresAt.getTime()),
    ).toISOString(),
    endsAt: vault.expiresAt.toISOString(),
    objects,
  })
  return {
    /** The session's open vault, or a fresh one. One past its limits must have been closed before. */
    async openVault(session: VaultSession, { asked = '', first = [] }: Asked): Promise<OpenVault> {
      const [open] = await sendTogether(database, [
        findingVaultOfSession(database, session.sessionId),
        ...first,
      ])
      if (open === undefined) return openFresh(parts, { session, asked })
      if (isPast(open)) throw new AppError('vault/closed')
      const fingerprint = takeFingerprint(openPrivateKey(open, session.token), asked)
      await touch(database, open, clock)
      return { vault: open, fingerprint }
    },

    findingSitting({ sessionId }: { sessionId: SessionId }): Statement<SittingView | undefined> {
      const finding = findingVaultAndCount(database, sessionId)
      return {
        ...finding,
        read(answer) {
          const found = finding.read(answer)
          return found === undefined || isPast(found.vault) ? undefined : view(found)
        },
      }
    },

    /** Undefined when the session holds no content, or its sitting is over. */
    async openReader(
      session: VaultSession,
      asked: readonly ObjectId[] = [],
    ): Promise<VaultReader | undefined> {
      const [vault, found] = await sendTogether(database, [
        findingVaultOfSession(database, session.sessionId),
        findingObjects(database, session, asked),
      ])
      if (vault === undefined || isPast(vault)) return undefined
      await touch(database, vault, clock)
      const privateKey = openPrivateKey(vault, session.token)
      const { id: vaultId, accountId } = vault
      return createVaultReader(parts, { vaultId, accountId, privateKey, lookedUp: { asked, found } })
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
  { session, asked }: { session: VaultSession; asked: string },
): Promise<OpenVault> {
  const now = clock.now()
  const id = makeId('vlt')
  const { publicKey, privateKey } = makeKeyPair()
  const identity = { vaultId: id, sessionId: session.sessionId, accountId: session.accountId, publicKey }
  const wrapped = wrapPrivateKey(identity, session.token, privateKey)
  const fingerprint = takeFingerprint(privateKey, asked)
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
  if (await tryInsert(database, fresh)) return { vault: fresh, fingerprint }
  const other = await findVaultOfSession(database, session.sessionId)
  if (other === undefined) throw new AppError('vault/closed')
  return { vault: other, fingerprint: takeFingerprint(openPrivateKey(other, session.token), asked) }
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

/** Keyed by what goes with the sitting, so that afterwards nobody can find out whether a guess is right. */
function takeFingerprint(privateKey: Buffer, asked: string): Buffer {
  const key = deriveKey({ secret: privateKey, purpose: 'gptimage/vault/v1/fingerprint' })
  try {
    return prove(key, Buffer.from(asked, 'utf8'))
  } finally {
    zero(privateKey, key)
  }
}

/**
 * NOTE: also before anything is sealed. That goes to the public half that stands in the row, where whoever can write rows
 * could have put their own; the private half opens beside the true one only.
 *
 * @throws Error when the token or the public half is another's
 */
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
