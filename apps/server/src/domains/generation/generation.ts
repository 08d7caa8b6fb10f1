import type { Quality } from '#contract'
import type { AccountId, GenerationId, ObjectId, SessionId, VaultId, WorkerId } from '#server/kernel/ids.ts'
import type { GenerationState } from './generation-state.ts'

/** One generation as it is stored: its state, what was asked, and whose it is. Nothing of its content. */
export interface Generation extends GenerationState {
  id: GenerationId
  accountId: AccountId
  sessionId: SessionId
  vaultId: VaultId
  promptObjectId: ObjectId
  modelId: string
  partnerId: string
  widthPx: number
  heightPx: number
  seed: number
  background: 'scene' | 'transparent'
  quality: Quality | undefined
  referenceIds: readonly ObjectId[]
  maskId: ObjectId | undefined
  workerId: WorkerId | undefined
  createdAt: Date
  queuedAt: Date | undefined
  startedAt: Date | undefined
  endedAt: Date | undefined
  /** Indexes of images that the person's device has for good; the server has them no more. */
  keptImages: readonly number[]
}
