import { text } from 'node:stream/consumers'
import { AppError } from '#server/kernel/app-error.ts'
import {
  type AccountId,
  type GenerationId,
  type ObjectId,
  parseId,
  type VaultId,
} from '#server/kernel/ids.ts'
import {
  type ContentStream,
  lendOpened,
  openChunks,
  openWith,
  zero,
} from '#server/platform/content-crypto/index.ts'
import { ObjectMissing, type ObjectStore } from '#server/platform/object-store/index.ts'
import { type Database, sendAlone } from '#server/platform/postgres/index.ts'
import { type ObjectIdentity, type ObjectKind, objectContext, type PictureFacts } from './contexts.ts'
import { findingObjects, type ObjectRow, type StoredObject } from './objects.store.ts'

export interface OpenedObject {
  mediaType: string
  sizeBytes: number
  createdAt: Date
  /**
   * NOTE: each piece is lent. It is good until the next is asked for, and overwritten then, so that no plaintext stays in
   * memory: whoever wants to keep one copies it.
   *
   * @throws AppError vault/object-damaged or vault/object-not-found while reading
   */
  bytes: AsyncIterable<Buffer>
  /** Zeroes the object's key. Whoever may end before the first piece says so; who reads, to the end or not, need not. */
  release(): void
}

export interface DescribedObject {
  kind: ObjectKind
  /** Absent for an upload or a mask. */
  generationId: GenerationId | undefined
}

/** One object of a vault and the key that opens it alone. */
export interface OpenedInput {
  identity: ObjectIdentity
  sizeBytes: number
  picture: PictureFacts | undefined
  key: Buffer
}

/** Opens what one sitting holds. Lives for one request: close it, and the private key is gone from memory. */
export interface VaultReader {
  vaultId: VaultId
  /** Prompts by id; one that is not there, or does not open, is left out. */
  openPrompts(objectIds: readonly ObjectId[]): Promise<Map<string, string>>
  /** @throws AppError vault/object-not-found when this vault has no such object */
  open(objectId: ObjectId): Promise<OpenedObject>
  /** What an object is, without opening it. @throws AppError vault/object-not-found */
  describe(objectId: ObjectId): Promise<DescribedObject>
  /** The key of one object, for a new ticket. The caller zeroes it. */
  openKey(objectId: ObjectId): Promise<Buffer>
  /** Several of this vault's objects with their keys, in the order asked; one that is not there is left out. The caller zeroes the keys. */
  openInputs(objectIds: readonly ObjectId[]): Promise<OpenedInput[]>
  close(): void
}

export interface ReaderParts {
  database: Database
  objectStore: ObjectStore
  isContentUnsealedForTests: boolean
}

/** A vault, the key that opens it, and what was looked up together with it. */
interface OpenedVault {
  vaultId: VaultId
  accountId: AccountId
  privateKey: Buffer
  lookedUp: { asked: readonly ObjectId[]; found: readonly StoredObject[] }
}

export function createVaultReader(parts: ReaderParts, vault: OpenedVault): VaultReader {
  const keyOf = (row: ObjectRow) => {
    try {
      return openWith(vault.privateKey, row.sealedKey, objectContext(row))
    } catch (error) {
      throw new AppError('vault/object-damaged', {}, { cause: error })
    }
  }
  const { vaultId, accountId, lookedUp } = vault
  const findAll = async (objectIds: readonly ObjectId[]): Promise<ObjectRow[]> => {
    const isLookedUp = objectIds.every((id) => lookedUp.asked.includes(id))
    const found = isLookedUp
      ? lookedUp.found.filter(({ objectId }) => objectIds.includes(objectId))
      : await sendAlone(parts.database, findingObjects(parts.database, { vaultId }, objectIds))
    return found.map((stored) => ({ ...stored, vaultId, accountId }))
  }
  const find = async (objectId: ObjectId) => {
    const [row] = await findAll([objectId])
    if (row === undefined) throw new AppError('vault/object-not-found')
    return row
  }
  const read = (row: ObjectRow, open: OpenStream): Pick<OpenedObject, 'bytes' | 'release'> => {
    const source = parts.objectStore.read(row.vaultId, row.objectId)
    if (parts.isContentUnsealedForTests) return { bytes: source, release: () => undefined }
    // The object's key is taken now: the bytes may be read after this reader is closed.
    const key = keyOf(row)
    const bytes = openObject(open, { source, context: objectContext(row), key })
    return { bytes, release: () => zero(key) }
  }
  const readText = async (row: ObjectRow) => text(read(row, openToKeep).bytes)
  return {
    vaultId,
    async openPrompts(objectIds) {
      const rows = await findAll(objectIds)
      const opened = rows.map(async (row): Promise<[string, string][]> => {
        const [prompt] = await Promise.allSettled([readText(row)])
        return prompt.status === 'fulfilled' ? [[row.objectId, prompt.value]] : []
      })
      return new Map((await Promise.all(opened)).flat())
    },
    async open(objectId) {
      const row = await find(objectId)
      const { mediaType, sizeBytes, createdAt } = row
      return { mediaType, sizeBytes, createdAt, ...read(row, lendOpened) }
    },
    async describe(objectId) {
      const { kind, generationId: text } = await find(objectId)
      return { kind, generationId: text === '' ? undefined : parseId('gen', text) }
    },
    openKey: async (objectId) => keyOf(await find(objectId)),
    async openInputs(objectIds) {
      const rows = await findAll([...new Set(objectIds)])
      const opened: OpenedInput[] = []
      try {
        for (const objectId of objectIds) {
          const row = rows.find((found) => found.objectId === objectId)
          if (row !== undefined) opened.push({ ...pick(row), key: keyOf(row) })
        }
        return opened
      } catch (error) {
        zero(...opened.map(({ key }) => key))
        throw error
      }
    },
    close: () => zero(vault.privateKey),
  }
}

const pick = ({ sizeBytes, picture, ...row }: ObjectRow): Omit<OpenedInput, 'key'> => ({
  identity: {
    vaultId: row.vaultId,
    objectId: row.objectId,
    accountId: row.accountId,
    generationId: row.generationId,
    kind: row.kind,
    imageIndex: row.imageIndex,
    mediaType: row.mediaType,
  },
  sizeBytes,
  picture,
})

type OpenStream = (stream: ContentStream) => AsyncIterable<Buffer>

const openToKeep: OpenStream = ({ key, context, source }) => openChunks(key, context, source)

async function* openObject(open: OpenStream, stream: ContentStream): AsyncIterable<Buffer> {
  try {
    yield* open(stream)
  } catch (error) {
    const code = error instanceof ObjectMissing ? 'vault/object-not-found' : 'vault/object-damaged'
    throw new AppError(code, {}, { cause: error })
  } finally {
    zero(stream.key)
  }
}
