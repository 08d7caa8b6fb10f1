import type { GenerationView } from '#contract'
import type { ObjectListing } from '#server/domains/vault/index.ts'
import type { Generation } from './generation.ts'
import { hasEnded, heldCredits, missingImages } from './generation-state.ts'
import type { GenerationParts } from './parts.ts'

type ViewParts = Pick<GenerationParts, 'catalogue'>

/** Whose objects are shown with generations: theirs, and what they were made from. */
export const objectsOf = (generations: readonly Generation[]) => ({
  generationIds: generations.map(({ id }) => id),
  objectIds: generations.flatMap(({ referenceIds, maskId }) => [
    ...referenceIds,
    ...(maskId ? [maskId] : []),
  ]),
})

/** Shows generations in the words of the contract, with what was listed by `objectsOf`. Prompts are given by who may open them. */
export function viewGenerations(
  parts: ViewParts,
  {
    generations,
    listed,
    prompts,
  }: {
    generations: readonly Generation[]
    listed: readonly ObjectListing[]
    prompts?: ReadonlyMap<string, string> | undefined
  },
): GenerationView[] {
  const held = new Set<string>(listed.map(({ objectId }) => objectId))
  return generations.map((generation) => {
    const objects = listed.filter(({ generationId }) => generationId === generation.id)
    const prompt = prompts?.get(generation.promptObjectId)
    return viewOne(generation, { objects, held, prompt, parts })
  })
}

/** Shows one that was just started, from what is at hand: it holds nothing yet but its prompt. */
export function viewStarted(parts: ViewParts, generation: Generation, prompt: string): GenerationView {
  const { referenceIds, maskId } = generation
  const held = new Set<string>([...referenceIds, ...(maskId === undefined ? [] : [maskId])])
  return viewOne(generation, { objects: [], held, prompt, parts })
}

function viewOne(
  generation: Generation,
  {
    objects,
    held,
    prompt,
    parts,
  }: {
    objects: readonly ObjectListing[]
    held: ReadonlySet<string>
    prompt: string | undefined
    parts: ViewParts
  },
): GenerationView {
  const { refusal } = generation
  const keepsPrompt = objects.some(({ kind }) => kind === 'prompt')
  return {
    id: generation.id,
    attempt: generation.attempt,
    phase: generation.phase,
    ...(generation.reason === undefined ? {} : { reason: generation.reason }),
    ...(refusal === undefined
      ? {}
      : { refusal: { by: findPartnerName(parts, generation.partnerId), ...refusal } }),
    model: generation.modelId,
    widthPx: generation.widthPx,
    heightPx: generation.heightPx,
    count: generation.imagesAsked,
    seed: generation.seed,
    background: generation.background,
    ...(generation.quality === undefined ? {} : { quality: generation.quality }),
    references: generation.referenceIds.map((id) => ({ id, held: held.has(id) })),
    ...(generation.maskId === undefined
      ? {}
      : { mask: { id: generation.maskId, held: held.has(generation.maskId) } }),
    quotedCredits: heldCredits(generation),
    chargedCredits: generation.chargedCredits,
    canResume: generation.phase === 'interrupted' && missingImages(generation) > 0 && keepsPrompt,
    createdAt: generation.createdAt.toISOString(),
    ...(generation.startedAt === undefined ? {} : { startedAt: generation.startedAt.toISOString() }),
    ...(generation.endedAt === undefined ? {} : { endedAt: generation.endedAt.toISOString() }),
    images: Array.from({ length: generation.imagesAsked }, (_, index) =>
      viewImage(generation, index, objects),
    ),
    ...(prompt === undefined ? {} : { prompt }),
  }
}

function viewImage(
  generation: Generation,
  index: number,
  objects: readonly ObjectListing[],
): GenerationView['images'][number] {
  const ofIndex = objects.filter((object) => object.imageIndex === index)
  const image = ofIndex.find(({ kind }) => kind === 'image')
  if (image !== undefined) {
    return {
      index,
      state: 'ready',
      id: image.objectId,
      mediaType: image.mediaType,
      sizeBytes: image.sizeBytes,
      ...(image.picture === undefined
        ? {}
        : { widthPx: image.picture.widthPx, heightPx: image.picture.heightPx }),
    }
  }
  if (generation.keptImages.includes(index)) return { index, state: 'kept' }
  if (index < generation.imagesSealed) return { index, state: 'deleted' }
  if (hasEnded(generation)) return { index, state: 'absent' }
  const partial = ofIndex.findLast(({ kind }) => kind === 'partial')
  if (partial === undefined) return { index, state: 'waiting' }
  return {
    index,
    state: 'developing',
    id: partial.objectId,
    mediaType: partial.mediaType,
    sizeBytes: partial.sizeBytes,
  }
}

function findPartnerName({ catalogue }: ViewParts, partnerId: string): string {
  const partner = catalogue.partners().find(({ description }) => description.id === partnerId)
  return partner?.description.name ?? partnerId
}
