import type {
  Device,
  GenerationRequest,
  GenerationView,
  Model,
  Quote,
  QuoteRequest,
  SessionView,
  Upload,
} from '#contract'
import { CallError, type CallOptions, request } from './request.ts'
import { sendPicture, type SendPictureOptions } from './send-picture.ts'

export interface Client {
  getSession(): Promise<SessionView>
  listDevices(): Promise<{ devices: Device[] }>
  endDevice(id: string): Promise<void>
  listModels(): Promise<{ models: Model[] }>
  quote(wanted: QuoteRequest): Promise<Quote>
  listGenerations(): Promise<{ generations: GenerationView[]; cursor: number }>
  getGeneration(id: string): Promise<GenerationView>
  startGeneration(wanted: GenerationRequest, idempotencyKey: string): Promise<GenerationView>
  cancelGeneration(id: string): Promise<GenerationView>
  resumeGeneration(id: string): Promise<GenerationView>
  deleteGeneration(id: string, options?: { keepalive: boolean }): Promise<void>
  getImage(id: string, signal?: AbortSignal): Promise<Blob>
  deleteImage(id: string, options?: { keepalive: boolean }): Promise<void>
  /** Says that this device has a result durably; the server erases its copy. */
  keepImage(id: string): Promise<void>
  addUpload(picture: Blob, options: SendPictureOptions): Promise<Upload>
  listUploads(): Promise<{ uploads: Upload[] }>
  deleteUpload(id: string): Promise<void>
  /** A call of a part that is loaded when it is wanted: its answer by the contract, or none. */
  read<Answer>(path: string, options?: CallOptions): Promise<Answer>
  tell(path: string, options: CallOptions): Promise<void>
  openEvents(cursor: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
  signOut(everywhere: boolean): Promise<void>
  /** Now by the server's clock, so that a wrong clock here does not bend a countdown. */
  now(): number
}

/** A difference below this is the Date header's own coarseness, not a wrong clock. */
const skewWorthMendingMs = 3000

/** Builds the calls of the studio. `onSignedOut` hears of every answer that says the session is gone. */
export function createClient({ onSignedOut }: { onSignedOut(): void }): Client {
  let skewMs = 0

  async function ask(path: string, options?: CallOptions): Promise<Response> {
    try {
      const response = await request(path, options)
      const sentAt = Date.parse(response.headers.get('date') ?? '')
      const difference = Number.isNaN(sentAt) ? 0 : sentAt - Date.now()
      skewMs = Math.abs(difference) > skewWorthMendingMs ? difference : 0
      return response
    } catch (error) {
      if (error instanceof CallError && error.code === 'identity/not-signed-in') onSignedOut()
      throw error
    }
  }

  // The server is of the same release and origin; its own tests hold its answers to the contract's schemas.
  async function read<Answer>(path: string, options?: CallOptions): Promise<Answer> {
    const response = await ask(path, options)
    const answer: Answer = await response.json().catch(() => {
      throw new CallError('studio/unreadable')
    })
    return answer
  }
  const tell = async (path: string, options: CallOptions): Promise<void> => void (await ask(path, options))
  const generation = (id: string): string => `/api/generations/${encodeURIComponent(id)}`
  const image = (id: string): string => `/api/images/${encodeURIComponent(id)}`

  return {
    now: () => Date.now() + skewMs,
    read,
    tell,
    getSession: () => read('/api/session'),
    listDevices: () => read('/api/sessions'),
    endDevice: (id) => tell(`/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    listModels: () => read('/api/models'),
    quote: (wanted) => read('/api/quotes', { method: 'POST', body: wanted }),
    listGenerations: () => read('/api/generations'),
    getGeneration: (id) => read(generation(id)),
    startGeneration: (wanted, idempotencyKey) =>
      read('/api/generations', {
        method: 'POST',
        body: wanted,
        headers: { 'idempotency-key': idempotencyKey },
      }),
    cancelGeneration: (id) => read(`${generation(id)}/cancel`, { method: 'POST' }),
    resumeGeneration: (id) => read(`${generation(id)}/resume`, { method: 'POST' }),
    deleteGeneration: (id, options) => tell(generation(id), { method: 'DELETE', ...options }),
    async getImage(id, signal) {
      const response = await ask(image(id), signal === undefined ? {} : { signal })
      return response.blob()
    },
    deleteImage: (id, options) => tell(image(id), { method: 'DELETE', ...options }),
    keepImage: (id) => tell(`${image(id)}/kept`, { method: 'POST' }),
    async addUpload(picture, options) {
      try {
        return await sendPicture(picture, options)
      } catch (error) {
        if (error instanceof CallError && error.code === 'identity/not-signed-in') onSignedOut()
        throw error
      }
    },
    listUploads: () => read('/api/uploads'),
    deleteUpload: (id) => tell(`/api/uploads/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    async openEvents(cursor, signal) {
      const headers = { accept: 'text/event-stream' }
      const response = await ask(`/api/events?cursor=${cursor}`, {
        headers,
        signal,
      })
      if (response.body === null) throw new CallError('studio/unreadable')
      return response.body
    },
    signOut: (everywhere) =>
      tell('/auth/signout', {
        method: 'POST',
        body: everywhere ? { everywhere } : {},
      }),
  }
}
