import type { GenerationRequest, ImageSize, Model, Quality } from '#contract'
import { createCell } from '../../live/cell.ts'
import { changeSettings, settings } from '../../live/settings.ts'
import type { Mask, Reference } from './references/references.ts'
import type { Wish } from './wish.ts'

/** What the person is about to ask for. The words live here, in memory, and survive the end of a session. */
export interface Draft {
  prompt: string
  modelId: string | undefined
  size: ImageSize | undefined
  count: number
  /** Undefined: chosen anew each time. Kept as typed, so that a half-typed figure is not changed under the hand. */
  seed: string | undefined
  background: 'scene' | 'transparent'
  /** Undefined: the model's own. */
  quality: Quality | undefined
}

function firstDraft(): Draft {
  const { modelId, widthPx, heightPx, count } = settings.get()
  const size = widthPx === undefined || heightPx === undefined ? undefined : { widthPx, heightPx }
  return {
    prompt: '',
    modelId,
    size,
    count,
    seed: undefined,
    background: 'scene',
    quality: undefined,
  }
}

export const draft = createCell<Draft>(firstDraft())

export function changeDraft(change: Partial<Draft>): void {
  draft.update((before) => ({ ...before, ...change }))
  if (!('modelId' in change || 'size' in change || 'count' in change)) return
  const { modelId, size, count } = draft.get()
  changeSettings({
    modelId,
    widthPx: size?.widthPx,
    heightPx: size?.heightPx,
    count,
  })
}

/** Drops the words; for when somebody else has signed in. */
export function forgetDraft(): void {
  draft.set(firstDraft())
}

/** The draft with every value the model does not take replaced by the nearest it does. */
export interface FittedDraft extends Draft {
  model: Model
  size: ImageSize
  /** What was wanted and this model does not take. The draft keeps it, for a model that does. */
  dropped: readonly Dropped[]
}

export type Dropped = 'seed' | 'background' | 'quality' | 'size' | 'count'

export function fitDraft(wanted: Draft, models: readonly Model[]): FittedDraft | undefined {
  const model =
    models.find(({ id }) => id === wanted.modelId) ??
    models.find(({ handling }) => handling.isAllowed) ??
    models[0]
  const size = model === undefined ? undefined : nearestSize(model.sizes, wanted.size)
  if (model === undefined || size === undefined) return undefined
  const takesQuality = wanted.quality !== undefined && model.qualities.includes(wanted.quality)
  const fitted = {
    ...wanted,
    model,
    size,
    count: Math.max(1, Math.min(wanted.count, model.maximumCount)),
    seed: model.seed ? wanted.seed : undefined,
    background: model.transparentBackground ? wanted.background : 'scene',
    quality: takesQuality ? wanted.quality : undefined,
  } as const
  return { ...fitted, dropped: findDropped(wanted, fitted) }
}

function findDropped(wanted: Draft, fitted: Omit<FittedDraft, 'dropped'>): Dropped[] {
  const { size } = wanted
  const isOtherSize =
    size !== undefined && (size.widthPx !== fitted.size.widthPx || size.heightPx !== fitted.size.heightPx)
  return [
    ...(isOtherSize ? ['size' as const] : []),
    ...(wanted.count > fitted.count ? ['count' as const] : []),
    ...(wanted.seed !== fitted.seed ? ['seed' as const] : []),
    ...(wanted.background !== fitted.background ? ['background' as const] : []),
    ...(wanted.quality !== fitted.quality ? ['quality' as const] : []),
  ]
}

function nearestSize(sizes: readonly ImageSize[], wanted: ImageSize | undefined): ImageSize | undefined {
  if (wanted === undefined) return sizes.find(({ widthPx, heightPx }) => widthPx === heightPx) ?? sizes[0]
  const distance = (size: ImageSize): number =>
    apart(size, wanted) * 10 +
    Math.abs(Math.log((size.widthPx * size.heightPx) / (wanted.widthPx * wanted.heightPx)))
  return sizes.toSorted((a, b) => distance(a) - distance(b))[0]
}

/** How different two shapes are, whatever their sizes: 0 is the same, 0.02 about two percent. */
const apart = (one: ImageSize, other: ImageSize): number =>
  Math.abs(Math.log((one.widthPx * other.heightPx) / (one.heightPx * other.widthPx)))

/** The size whose shape is nearer to this one by two percent and more, and about as large as what is chosen; undefined for none. */
export function sizeNearerTo(
  shape: ImageSize,
  { sizes, size }: { sizes: readonly ImageSize[]; size: ImageSize },
): ImageSize | undefined {
  const scale = Math.sqrt((size.widthPx * size.heightPx) / (shape.widthPx * shape.heightPx))
  const wanted = { widthPx: shape.widthPx * scale, heightPx: shape.heightPx * scale }
  const nearest = nearestSize(sizes, wanted)
  return nearest !== undefined && apart(nearest, shape) < apart(size, shape) - 0.02 ? nearest : undefined
}

/** The price before the server has confirmed it. */
export function priceOf({ model, count, quality }: Pick<FittedDraft, 'model' | 'count' | 'quality'>): number {
  const ofQuality = quality === undefined ? undefined : model.creditsByQuality?.[quality]
  return (ofQuality ?? model.creditsPerImage) * count
}

export function promptBytes(prompt: string): number {
  return new TextEncoder().encode(prompt).length
}

const largestSeed = 4_294_967_295

export function isSeed(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= largestSeed
}

export type Obstacle =
  | 'offline'
  | 'region'
  | 'prompt-empty'
  | 'prompt-too-long'
  | 'seed'
  | 'credits'
  | 'asking'
  | 'sending'
  | 'not-sent'

/** The first thing that stands between this draft and its pictures, in the order a person can mend it. */
export function findObstacle(
  wanted: FittedDraft,
  now: { credits: number; isConnected: boolean; isAsking: boolean; used: readonly Reference[] },
): Obstacle | undefined {
  if (now.isAsking) return 'asking'
  if (!now.isConnected) return 'offline'
  if (!wanted.model.handling.isAllowed) return 'region'
  if (wanted.prompt.trim() === '') return 'prompt-empty'
  if (promptBytes(wanted.prompt) > wanted.model.promptMaximumBytes) return 'prompt-too-long'
  if (wanted.seed !== undefined && !isSeed(wanted.seed)) return 'seed'
  if (now.used.some(({ state }) => state.kind === 'failed')) return 'not-sent'
  if (now.used.some(({ state }) => state.kind === 'sending')) return 'sending'
  return priceOf(wanted) > now.credits ? 'credits' : undefined
}

/** The references that the model takes; those beyond its number wait for another. */
export const usedReferences = (model: Model, all: readonly Reference[]): readonly Reference[] =>
  all.slice(0, model.maximumReferences)

export function requestOf(
  wanted: FittedDraft,
  given: { used: readonly Reference[]; mask: Mask | undefined },
): GenerationRequest {
  const references = given.used.flatMap(({ state }) => (state.kind === 'held' ? [state.id] : []))
  const hasMask = given.mask !== undefined && wanted.model.masks && references.length > 0
  return {
    model: wanted.model.id,
    prompt: wanted.prompt,
    ...wanted.size,
    count: wanted.count,
    ...(wanted.seed === undefined ? {} : { seed: Number(wanted.seed) }),
    ...(wanted.model.transparentBackground ? { background: wanted.background } : {}),
    ...(wanted.quality === undefined ? {} : { quality: wanted.quality }),
    ...(references.length === 0 ? {} : { references }),
    ...(hasMask && given.mask !== undefined ? { mask: given.mask.id } : {}),
  }
}

/** Puts what was asked before back into the prompt panel; the seed only when that was asked for. */
export function reuse(wish: Wish, withSeed: boolean): void {
  changeDraft({
    ...(wish.prompt === undefined ? {} : { prompt: wish.prompt }),
    modelId: wish.model,
    size: { widthPx: wish.widthPx, heightPx: wish.heightPx },
    count: wish.count,
    background: wish.background,
    quality: wish.quality,
    ...(withSeed ? { seed: String(wish.seed) } : {}),
  })
}

/** Moves the cursor to the prompt, wherever it stands on this screen; false where there is none yet. */
export function focusPrompt(): boolean {
  const field = document.querySelector('[data-prompt]')
  if (!(field instanceof HTMLTextAreaElement)) return false
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
  return true
}
