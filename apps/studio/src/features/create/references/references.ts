import { mostReferences, type Upload, uploadLimitBytes } from '#contract'
import { type CallCode, CallError } from '../../../api/request.ts'
import { createCell } from '../../../live/cell.ts'
import { rememberGiven } from '../../../live/given-from.ts'
import type { Studio } from '../../../live/studio.ts'

/** A picture of one's own beside the prompt, from the moment it is added. It lives in this page's memory only. */
export interface Reference {
  key: string
  /** Shows it; absent for a type that the browser may not show until the server has it. */
  url: string | undefined
  state:
    | { kind: 'sending'; share: number }
    /** The server holds it under this id. */
    | { kind: 'held'; id: string; widthPx: number; heightPx: number; orientation: number }
    | { kind: 'failed'; code: CallCode }
}

/** What is drawn anew of the first reference; `url` shows it. */
export interface Mask {
  id: string
  url: string
}

/** In their roles' order: the first is what a mask belongs to. */
export const references = createCell<readonly Reference[]>([])
export const mask = createCell<Mask | undefined>(undefined)
/** Whether the brush is open on the first of them. */
export const isBrushOpen = createCell(false)

export const takenTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/avif'] as const
/** These are shown as the server rewrote them. */
const shownLater = /^image\/(?:heic|heif|avif)$/

const files = new Map<string, Blob>()
/** The studio's own pictures among them. */
const origins = new Map<string, string>()
const sendings = new Map<string, AbortController>()

/** Adds files from the device and sends them; what is plainly none or too large is told at once and not sent. */
export function addFiles(studio: Studio, added: readonly Blob[]): void {
  const room = mostReferences - references.get().length
  for (const file of added.slice(0, Math.max(0, room))) {
    addPicture(studio, file, { from: undefined, isFirst: false })
  }
}

/** Adds one, first or last, and sends it. `from` is the studio's own picture that it is. */
export function addPicture(
  studio: Studio,
  file: Blob,
  { from, isFirst }: { from: string | undefined; isFirst: boolean },
): void {
  const key = crypto.randomUUID()
  files.set(key, file)
  if (from !== undefined) origins.set(key, from)
  const url = shownLater.test(file.type) ? undefined : URL.createObjectURL(file)
  const added: Reference = { key, url, state: { kind: 'sending', share: 0 } }
  if (isFirst) clearMask()
  references.update((before) => (isFirst ? [added, ...before] : [...before, added]))
  void send(studio, key)
}

/** Puts back pictures that the server still holds, in this order. */
export async function restore(studio: Studio, uploads: readonly Upload[]): Promise<void> {
  const opened = await Promise.all(
    uploads.map(async (upload) => ({ upload, blob: await studio.client.getImage(upload.id) })),
  )
  references.update((before) => [
    ...before,
    ...opened.map(({ upload, blob }) => {
      const key = crypto.randomUUID()
      files.set(key, blob)
      return { key, url: URL.createObjectURL(blob), state: heldAs(upload) }
    }),
  ])
}

const heldAs = ({ id, widthPx, heightPx, orientation }: Upload): Reference['state'] => ({
  kind: 'held',
  id,
  widthPx,
  heightPx,
  orientation,
})

const hopeless: ReadonlySet<CallCode> = new Set([
  'uploads/animated',
  'uploads/damaged',
  'uploads/not-an-image',
  'uploads/too-large',
])

/** Whether the same file may be taken in another time. */
export const canMend = (code: CallCode): boolean => !hopeless.has(code)

export function sendAgain(studio: Studio, key: string): void {
  change(key, { state: { kind: 'sending', share: 0 } })
  void send(studio, key)
}

/** After the server forgot them: all go again, and the mask with them is drawn anew. */
export function sendAllAgain(studio: Studio): void {
  clearMask()
  for (const { key } of references.get()) sendAgain(studio, key)
}

async function send(studio: Studio, key: string): Promise<void> {
  const file = files.get(key)
  if (file === undefined) return
  const sending = new AbortController()
  sendings.set(key, sending)
  try {
    const upload = await takeIn(studio, file, {
      signal: sending.signal,
      onProgress: (share) => change(key, { state: { kind: 'sending', share } }),
    })
    const url = shownLater.test(file.type)
      ? { url: URL.createObjectURL(await studio.client.getImage(upload.id)) }
      : {}
    const from = origins.get(key)
    if (from !== undefined) rememberGiven(upload.id, from)
    change(key, { ...url, state: heldAs(upload) })
  } catch (error) {
    if (sending.signal.aborted) return
    change(key, {
      state: { kind: 'failed', code: error instanceof CallError ? error.code : 'studio/unreadable' },
    })
  } finally {
    sendings.delete(key)
  }
}

async function takeIn(
  { client }: Studio,
  file: Blob,
  options: { signal: AbortSignal; onProgress(share: number): void },
): Promise<Upload> {
  if (file.size > uploadLimitBytes) throw new CallError('uploads/too-large')
  if (file.type !== '' && !takenTypes.some((type) => type === file.type)) {
    throw new CallError('uploads/not-an-image')
  }
  return client.addUpload(file, { role: 'reference', ...options })
}

function change(key: string, next: Partial<Reference>): void {
  references.update((before) => before.map((one) => (one.key === key ? { ...one, ...next } : one)))
}

/** Takes one out. The server's copy goes too, unless something that was asked for still names it. */
export function removeReference(studio: Studio, key: string, isNamed: (id: string) => boolean): void {
  const list = references.get()
  const removed = list.find((one) => one.key === key)
  if (removed === undefined) return
  sendings.get(key)?.abort()
  if (list[0] === removed) clearMask()
  references.set(list.filter((one) => one !== removed))
  files.delete(key)
  origins.delete(key)
  if (removed.url !== undefined) URL.revokeObjectURL(removed.url)
  const { state } = removed
  // What cannot be told now is forgotten with the sitting in any case.
  if (state.kind === 'held' && !isNamed(state.id)) void studio.client.deleteUpload(state.id).catch(ignoreGone)
}

function ignoreGone(): void {
  return undefined
}

/** Moves one by a step. A mask goes when another picture takes the first place. */
export function moveReference(key: string, step: -1 | 1): void {
  const list = [...references.get()]
  const from = list.findIndex((one) => one.key === key)
  const to = from + step
  const [moved] = list.splice(from, 1)
  if (from < 0 || moved === undefined || to < 0 || to > list.length) return
  list.splice(to, 0, moved)
  if (list[0] !== references.get()[0]) clearMask()
  references.set(list)
}

/** Puts an upright copy in the place of one that is kept on its side, so that it can be masked. */
export function replaceReference(studio: Studio, key: string, upright: Blob): void {
  const before = references.get().find((one) => one.key === key)
  if (before?.url !== undefined) URL.revokeObjectURL(before.url)
  files.set(key, upright)
  change(key, { url: URL.createObjectURL(upright), state: { kind: 'sending', share: 0 } })
  void send(studio, key)
}

export function setMask(id: string, picture: Blob): void {
  clearMask()
  mask.set({ id, url: URL.createObjectURL(picture) })
}

export function clearMask(): void {
  const before = mask.get()
  if (before !== undefined) URL.revokeObjectURL(before.url)
  mask.set(undefined)
}

/** Drops them all from this page; the server's copies go with the sitting. */
export function forgetReferences(): void {
  for (const sending of sendings.values()) sending.abort()
  for (const { url } of references.get()) if (url !== undefined) URL.revokeObjectURL(url)
  files.clear()
  origins.clear()
  isBrushOpen.set(false)
  references.set([])
  clearMask()
}
