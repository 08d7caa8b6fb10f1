import type { GenerationView } from '#contract'

/** What was asked once, on the stage or long ago: enough to ask for the same again. */
export interface Wish
  extends Pick<
    GenerationView,
    'id' | 'model' | 'widthPx' | 'heightPx' | 'count' | 'background' | 'seed' | 'quality'
  > {
  /** Undefined where the words are not known any more. */
  prompt: string | undefined
  /** The server's names of what was given beside the words. */
  references: readonly string[]
  mask?: string | undefined
}

export function wishOf(generation: GenerationView, prompt: string | undefined): Wish {
  const { id, model, widthPx, heightPx, count, background, seed, quality, references, mask } = generation
  return {
    id,
    model,
    widthPx,
    heightPx,
    count,
    background,
    seed,
    quality,
    prompt,
    references: references.map((one) => one.id),
    mask: mask?.id,
  }
}
