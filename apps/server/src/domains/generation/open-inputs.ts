import type { GenerationRequest } from '#contract'
import type { OpenedInput, TicketInput, VaultReader } from '#server/domains/vault/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { type ObjectId, parseId } from '#server/kernel/ids.ts'

/** What a generation is given beside its prompt: ids of this sitting's objects. */
export interface InputIds {
  referenceIds: readonly ObjectId[]
  maskId: ObjectId | undefined
}

/** @throws AppError generation/input-not-found when a text is no id of ours */
export function readInputIds({ references = [], mask }: GenerationRequest): InputIds {
  return { referenceIds: references.map(readId), maskId: mask === undefined ? undefined : readId(mask) }
}

function readId(text: string): ObjectId {
  const id = parseId('obj', text)
  if (id === undefined) throw new AppError('generation/input-not-found')
  return id
}

/** All of them, the mask last. */
export const namedIn = ({ referenceIds, maskId }: InputIds): ObjectId[] => [
  ...referenceIds,
  ...(maskId === undefined ? [] : [maskId]),
]

/**
 * Takes the keys of the pictures a generation is given, for its tickets. The caller zeroes them.
 *
 * @throws AppError generation/input-not-found: foreign, missing and of another kind are alike; generation/mask-not-fitting
 */
export async function openInputs(reader: VaultReader | undefined, ids: InputIds): Promise<TicketInput[]> {
  const asked = namedIn(ids)
  if (asked.length === 0) return []
  const opened = (await reader?.openInputs(asked)) ?? []
  try {
    const inputs = opened.map((input, index) => toInput(input, index < ids.referenceIds.length))
    if (inputs.length < asked.length) throw new AppError('generation/input-not-found')
    checkMask(inputs)
    return inputs
  } catch (error) {
    for (const { key } of opened) key.fill(0)
    throw error
  }
}

function toInput({ identity, sizeBytes, picture, key }: OpenedInput, isReference: boolean): TicketInput {
  const fits = isReference
    ? identity.kind === 'upload' || identity.kind === 'image'
    : identity.kind === 'mask'
  if (!fits || picture === undefined) throw new AppError('generation/input-not-found')
  return { role: isReference ? 'reference' : 'mask', identity, sizeBytes, picture, key }
}

/**
 * A mask covers the first reference pixel by pixel. One that is kept on its side has its pixels elsewhere than they are
 * seen, and who reads the mask may or may not turn it: such a picture is turned before it is masked.
 */
function checkMask(inputs: readonly TicketInput[]): void {
  const mask = inputs.find(({ role }) => role === 'mask')?.picture
  if (mask === undefined) return
  const covered = inputs.find(({ role }) => role === 'reference')?.picture
  const fits =
    covered?.widthPx === mask.widthPx && covered.heightPx === mask.heightPx && covered.orientation === 1
  if (!fits) throw new AppError('generation/mask-not-fitting')
}
