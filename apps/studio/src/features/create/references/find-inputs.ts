import type { Upload } from '#contract'
import { givenFrom } from '../../../live/given-from.ts'
import type { Studio } from '../../../live/studio.ts'
import type { Wish } from '../wish.ts'

/** A picture that a wish was given, wherever it still is. */
export type InputFound =
  /** The server holds it for this sitting. */
  | { kind: 'held'; upload: Upload }
  /** Only the device's library has it: it is sent again. */
  | { kind: 'kept'; blob: Blob; from: string | undefined }
  | { kind: 'missing' }

export interface InputsFound {
  references: readonly InputFound[]
  mask: InputFound | undefined
  /** How many are nowhere any more. */
  missing: number
}

/** Looks for what a wish was given: first on the server, then in the library of this device. Sends nothing. */
export async function findInputs(
  { client, device }: Studio,
  { references, mask }: Pick<Wish, 'references' | 'mask'>,
): Promise<InputsFound> {
  if (references.length === 0) return { references: [], mask: undefined, missing: 0 }
  const { uploads } = await client.listUploads()
  const library = await device.whenKnown()
  async function find(id: string): Promise<InputFound> {
    const upload = uploads.find((one) => one.id === id)
    if (upload !== undefined) return { kind: 'held', upload }
    const blob = await library?.openInput(id)
    if (blob === undefined) return { kind: 'missing' }
    return { kind: 'kept', blob, from: givenFrom.get().get(id) ?? (await library?.findInput(id))?.from }
  }
  const found = await Promise.all(references.map(find))
  const ofMask = mask === undefined ? undefined : await find(mask)
  const missing = [...found, ofMask].filter((one) => one?.kind === 'missing').length
  return { references: found, mask: ofMask, missing }
}
