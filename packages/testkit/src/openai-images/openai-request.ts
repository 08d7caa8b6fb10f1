/** What the fake partner understood of a request that passed every rule. */
export interface OpenaiRequest {
  operation: 'image_generation' | 'image_edit'
  model: string
  prompt: string
  count: number
  widthPx: number
  heightPx: number
  size: string
  quality: string
  background: string
  isStreamed: boolean
  partialImages: number
  images: readonly SentFile[]
  mask: SentFile | undefined
}

export interface SentFile {
  field: string
  fileName: string
  mediaType: string
  bytes: Buffer
}

/** A request the documentation does not allow; answered with its error envelope. */
export class InvalidRequest extends Error {
  readonly status: number
  readonly code: string
  readonly parameter: string | null

  constructor(parameter: string | null, code: string, status = 400) {
    super(`${code}: ${parameter}`)
    this.status = status
    this.code = code
    this.parameter = parameter
  }
}
