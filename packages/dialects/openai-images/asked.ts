import type { ImageRequest } from '#partner-spec'
import type { OpenaiImagesModel } from './openai-images-models.ts'

/** One request as this dialect answers it. */
export interface Asked {
  request: ImageRequest
  model: OpenaiImagesModel
  quality: string | undefined
  /** Names the events of a stream. */
  operation: 'image_generation' | 'image_edit'
  isStreamed: boolean
}
