/** One request for images as an adapter sees it: no account, no session, no file name, nothing that names a person. */
export interface ImageRequest {
  modelId: string
  /** UTF-8. Owned by the caller, who zeroes it when the adapter has ended: copy nothing that outlives the call. */
  prompt: Uint8Array
  widthPx: number
  heightPx: number
  /** How many images are still to be made, and the index of the first. */
  count: number
  firstIndex: number
  seed: number
  background: 'scene' | 'transparent'
  /** Only one that the model's description lists. */
  quality: 'low' | 'medium' | 'high' | undefined
  /** Pictures of the person's own, in order. Empty: the prompt alone. */
  references: readonly ImageInput[]
  /** A PNG of the first reference's size; what is transparent in it is to be drawn anew, the rest stays. */
  mask: ImageInput | undefined
}

/** A picture the person gave. It has no metadata, no file name and no owner. Pixels as a person sees them. */
export interface ImageInput {
  mediaType: MediaType
  widthPx: number
  heightPx: number
  sizeBytes: number
  /** Opens it from its seal, piece by piece; each call reads it anew. */
  open(): ImageBytes
}

export type MediaType = 'image/png' | 'image/jpeg' | 'image/webp'

/** Bytes of an image as they arrive. The reader decides the pace; an adapter never holds a whole result. */
export type ImageBytes = AsyncIterable<Uint8Array>

export type PartnerFailure =
  | 'invalid-request'
  | 'rate-limited'
  | 'out-of-credit'
  | 'unauthorized'
  | 'timed-out'
  | 'unavailable'
  | 'malformed-answer'

export type RefusalCategory =
  | 'sexual'
  | 'minors'
  | 'violence'
  | 'hate'
  | 'self-harm'
  | 'real-person'
  | 'illegal'
  | 'other'

/** What the ledger needs to know about a send that went wrong. */
export type Disclosed = 'nothing' | 'sent' | 'unknown'

/**
 * What happens while a partner works, in order. A refusal is an outcome, not an exception. After `refused`, `failed`
 * or `done` nothing follows.
 */
export type AdapterEvent =
  | { kind: 'accepted'; partnerRequestId: string }
  /** It waits at the partner, behind so many others. */
  | { kind: 'queued'; ahead: number }
  | { kind: 'progress'; fraction: number }
  /** What the partner's own bill for this will say; millionths of a US dollar. */
  | { kind: 'usage'; priceMicros: number }
  | { kind: 'partial'; index: number; mediaType: MediaType; bytes: ImageBytes }
  | { kind: 'image'; index: number; mediaType: MediaType; bytes: ImageBytes }
  | { kind: 'refused'; stage: 'input' | 'output'; category: RefusalCategory }
  | { kind: 'failed'; failure: PartnerFailure; disclosed: Disclosed; retryAfterMs?: number }
  | { kind: 'done' }

/** What an adapter may say to the network: one instrumented send, which records the disclosure before bytes leave. */
export interface PartnerConnection {
  /** Sends content. Exactly one disclosure row is written before the first byte leaves; no redirects, no retries. */
  sendContent(request: ContentRequest, kinds: readonly ContentKind[]): Promise<ContentAnswer>
  /** Asks without content: a poll, a cancel, a download of a result. */
  ask(request: Omit<PartnerRequest, 'body'>): Promise<PartnerAnswer>
  /**
   * Fetches a result from where the partner says that it lies, if that is one of its `resultHosts`: without its key, without
   * redirects, at public addresses only. Any other address is a malformed answer, and nothing is asked.
   */
  fetchResult(address: string, answerMaximumBytes: number): Promise<PartnerAnswer>
}

/** What a partner answered. The body is read once, to its end or not at all, and then closed. */
export interface PartnerAnswer {
  status: number
  /** By its lower-case name; undefined when it is not there. */
  header(name: string): string | undefined
  /** As it arrives, at the reader's pace; bounded in bytes, in silence and in whole time. */
  body: AsyncIterable<Uint8Array>
  /** Leaves what was not read. Harmless after the end, and more than once. */
  close(): void
}

export interface ContentAnswer extends PartnerAnswer {
  /** Writes into the ledger what the partner calls this request, where that stands in the body of its answer. */
  knownAs(partnerRequestId: string): Promise<void>
}

export type ContentKind = 'prompt' | 'upload' | 'mask'

export interface PartnerRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path and query below the partner's base address; an adapter cannot name another host. */
  path: string
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array | StreamedBody
  /** The most an answer may have; bytes. Absent: 1 MiB, which is no picture. */
  answerMaximumBytes?: number
}

export interface ContentRequest extends PartnerRequest {
  /** Where the answer says what the partner calls the request. Absent: its header `x-request-id`. */
  isNamedInBody?: boolean
}

/** A body too large to be held: its pieces are sent as they are read. They add up to `sizeBytes`. */
export interface StreamedBody {
  sizeBytes: number
  pieces: AsyncIterable<Uint8Array>
}

export interface AdapterContext {
  connection: PartnerConnection
  /** Aborted on cancel, when the vault closes, and before the worker's lease ends. */
  signal: AbortSignal
}

/** The code that speaks one wire dialect. */
export interface Adapter {
  /** Draws. Ends after `refused`, `failed` or `done`; throws only for a defect of its own. */
  run(request: ImageRequest, context: AdapterContext): AsyncIterable<AdapterEvent>
  /** Tells the partner to stop what `accepted` named; after a crash too, when only the id is left. */
  cancel(
    partnerRequestId: string,
    context: Omit<AdapterContext, 'signal'>,
  ): Promise<'cancelled' | 'too-late' | 'unsupported'>
  /** Frees what the adapter holds (worker threads); called once at shutdown. */
  close(): Promise<void>
}
