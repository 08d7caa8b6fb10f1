import type { UploadRole } from '#contract'
import { rememberGiven } from '../../../live/given-from.ts'
import type { Studio } from '../../../live/studio.ts'
import type { InputFound, InputsFound } from './find-inputs.ts'

type Kept = Extract<InputFound, { kind: 'kept' }>

/** Sends one that only this device has, and answers the server's new name for it. @throws CallError */
export async function sendInput({ client }: Studio, { blob, from }: Kept, role: UploadRole): Promise<string> {
  const { signal } = new AbortController()
  const { id } = await client.addUpload(blob, { role, signal, onProgress: () => undefined })
  if (from !== undefined) rememberGiven(id, from)
  return id
}

/** Sends again what the server holds no longer; answers its names for all, in their order. @throws CallError */
export async function sendInputs(
  studio: Studio,
  { references, mask }: InputsFound,
): Promise<{ references: readonly string[]; mask: string | undefined }> {
  const names: string[] = []
  for (const one of references) names.push(...(await nameOf(studio, one, 'reference')))
  const [nameOfMask] = mask === undefined ? [] : await nameOf(studio, mask, 'mask')
  return { references: names, mask: nameOfMask }
}

async function nameOf(studio: Studio, found: InputFound, role: UploadRole): Promise<string[]> {
  if (found.kind === 'held') return [found.upload.id]
  return found.kind === 'kept' ? [await sendInput(studio, found, role)] : []
}
