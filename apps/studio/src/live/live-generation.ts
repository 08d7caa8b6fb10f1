import type { GenerationView } from '#contract'

type ViewedImage = GenerationView['images'][number]

/** One picture of a generation as this page knows it. */
export interface LiveImage extends ViewedImage {
  /**
   * A finished picture is called by its place (gen_x/0): it stays the same when the device has kept it and the server's
   * own name for it is gone. A partial is called by the server's name.
   */
  id?: string
  /** The server's name of a finished picture, while the server has it. */
  objectId?: string
}

export interface LiveGeneration extends Omit<GenerationView, 'images' | 'prompt'> {
  images: LiveImage[]
}

/** Without the words: they are kept apart, because events come without them. */
export function toLive(seen: GenerationView): LiveGeneration {
  const live: LiveGeneration & Pick<GenerationView, 'prompt'> = {
    ...seen,
    images: seen.images.map((image) => nameByPlace(seen.id, image)),
  }
  delete live.prompt
  return live
}

function nameByPlace(generationId: string, { id, ...image }: ViewedImage): LiveImage {
  if (!isFinished(image)) return id === undefined ? image : { ...image, id }
  const place = { ...image, id: `${generationId}/${image.index}` }
  return id === undefined ? place : { ...place, objectId: id }
}

/** A picture that can be looked at: on the server, on the device, or on both. */
export function isFinished({ state }: Pick<ViewedImage, 'state'>): boolean {
  return state === 'ready' || state === 'kept'
}

/** Whether this is the name of a finished picture, and not of a partial. */
export function isPlace(id: string): boolean {
  return id.includes('/')
}
