import type { ProvenanceMark } from '#contract'
import { encodeContext } from '#server/platform/content-crypto/index.ts'

/** Whose key pair it is: what is wrapped for one sitting opens for no other, and beside no other public half. */
export interface VaultIdentity {
  vaultId: string
  sessionId: string
  accountId: string
  publicKey: Buffer
}

export const vaultContext = ({ vaultId, sessionId, accountId, publicKey }: VaultIdentity) =>
  encodeContext({
    use: 'gptimage/vault/v1',
    vault: vaultId,
    session: sessionId,
    account: accountId,
    public: publicKey.toString('hex'),
  })

export type ObjectKind = 'prompt' | 'upload' | 'mask' | 'partial' | 'image'

/** What is known of a picture without opening it. Pixels as a person sees them, orientation applied. */
export interface PictureFacts {
  widthPx: number
  heightPx: number
  /** The EXIF orientation that the bytes keep, 1 to 8. */
  orientation: number
  /** Kinds of provenance marks that it came with. */
  marks: readonly ProvenanceMark[]
}

/** What an object is and whose: its bytes and its key open as this and as nothing else. */
export interface ObjectIdentity {
  vaultId: string
  objectId: string
  accountId: string
  /** Empty for what was given before any generation: an upload or a mask. */
  generationId: string
  kind: ObjectKind
  imageIndex: number | undefined
  mediaType: string
}

export const objectContext = (identity: ObjectIdentity) =>
  encodeContext({
    use: 'gptimage/object/v1',
    vault: identity.vaultId,
    object: identity.objectId,
    account: identity.accountId,
    generation: identity.generationId,
    kind: identity.kind,
    index: identity.imageIndex ?? 'none',
    type: identity.mediaType,
  })

export const ticketContext = (ticket: { generationId: string; workerKeyId: string }) =>
  encodeContext({ use: 'gptimage/ticket/v1', generation: ticket.generationId, key: ticket.workerKeyId })

export const workerKeyContext = (key: { id: string; workerId: string; publicKey: Buffer; createdAt: Date }) =>
  encodeContext({
    use: 'gptimage/worker-key/v1',
    key: key.id,
    worker: key.workerId,
    public: key.publicKey.toString('hex'),
    created: key.createdAt.getTime(),
  })
