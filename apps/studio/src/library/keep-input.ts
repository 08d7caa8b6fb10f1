import type { LibraryParts } from './library-parts.ts'
import type { InputRecord } from './records.ts'

/** The name under which the bytes of an input lie. */
export function byteNameOfInput(inputId: string): string {
  return `input.${inputId}`
}

/** What a kept picture was made from. Bytes are given unless it was a kept picture itself. */
export interface InputKeeping {
  id: string
  role: InputRecord['role']
  from: string | undefined
  open(): Promise<Blob>
}

/** Bytes, then the record, as with pictures; one that is here already is left as it is. */
export async function keepInput({ records, bytes }: LibraryParts, keeping: InputKeeping): Promise<void> {
  const { id, role, from, open } = keeping
  if ((await records.inputs.get(id)) !== undefined) return
  const isHere = from !== undefined && (await records.pictures.get(from)) !== undefined
  if (isHere) {
    await records.inputs.put({ id, role, from, mediaType: '', sizeBytes: 0 })
    return
  }
  const blob = await open()
  const { sizeBytes } = await bytes.write(byteNameOfInput(id), blob)
  await records.inputs.put({
    id,
    role,
    mediaType: blob.type,
    sizeBytes,
    ...(from === undefined ? {} : { from }),
  })
}

/** The bytes of an input; undefined when it is not here, or the picture that it was is not any more. */
export async function openInput(
  { records, bytes }: LibraryParts,
  { inputId, openPicture }: { inputId: string; openPicture(id: string): Promise<Blob | undefined> },
): Promise<Blob | undefined> {
  const input = await records.inputs.get(inputId)
  if (input === undefined) return undefined
  if (input.sizeBytes === 0) return input.from === undefined ? undefined : openPicture(input.from)
  return bytes.read(byteNameOfInput(inputId), input.mediaType)
}

/** Erases those of these inputs that nothing here was made from any more. */
export async function eraseUnnamedInputs(
  { records, bytes }: LibraryParts,
  inputIds: readonly string[],
): Promise<void> {
  const unnamed: string[] = []
  for (const id of inputIds) {
    const isNamed =
      (await records.generations.where('references').equals(id).count()) > 0 ||
      (await records.generations.where('mask').equals(id).count()) > 0
    if (!isNamed) unnamed.push(id)
  }
  await bytes.remove(unnamed.map(byteNameOfInput))
  await records.inputs.bulkDelete(unnamed)
}
