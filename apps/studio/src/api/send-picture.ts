import type { Upload, UploadRole } from '#contract'
import { CallError, type CallFault } from './request.ts'

export interface SendPictureOptions {
  role: UploadRole
  /** Hears how much has left, 0 to 1. */
  onProgress(share: number): void
  signal: AbortSignal
}

/**
 * Sends one picture to our own server. By XMLHttpRequest, because fetch does not tell how much of a body has left.
 *
 * @throws CallError, or the signal's reason when it was aborted
 */
export async function sendPicture(
  picture: Blob,
  { role, onProgress, signal }: SendPictureOptions,
): Promise<Upload> {
  signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<Upload>()
  const call = new XMLHttpRequest()
  const onAbort = (): void => call.abort()
  signal.addEventListener('abort', onAbort, { once: true })
  call.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total === 0 ? 0 : loaded / total),
  )
  call.addEventListener('load', () => {
    if (call.status === 201 && call.response !== null) resolve(call.response)
    else reject(readFault(call))
  })
  call.addEventListener('error', () => reject(new CallError('studio/offline')))
  call.addEventListener('abort', () => reject(signal.reason))
  call.open('POST', `/api/uploads?role=${role}`)
  call.responseType = 'json'
  call.setRequestHeader('content-type', picture.type === '' ? 'application/octet-stream' : picture.type)
  call.send(picture)
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function readFault(call: XMLHttpRequest): CallError {
  const body: { error?: CallFault } | null = call.response
  const fault = body?.error
  const fallback = call.status === 401 ? 'identity/not-signed-in' : 'studio/unreadable'
  return new CallError(fault?.code ?? fallback, fault?.facts === undefined ? {} : { facts: fault.facts })
}
