import type { GenerationView } from '#contract'
import { isFinished } from '../../../live/live-generation.ts'

/** A finished picture of the stage, with what it was asked by. */
export interface ShownPicture {
  generation: GenerationView
  image: GenerationView['images'][number]
  id: string
}

/** All that can be looked at, in the order of the stage. */
export function listShown(
  generations: readonly GenerationView[],
  hidden: ReadonlySet<string>,
): ShownPicture[] {
  return generations.flatMap((generation) =>
    hidden.has(generation.id)
      ? []
      : generation.images.flatMap((image) =>
          isFinished(image) && image.id !== undefined && !hidden.has(image.id)
            ? [{ generation, image, id: image.id }]
            : [],
        ),
  )
}
