import { makeZip } from 'client-zip'
import { openWholeProfile } from '#server/domains/identity/index.ts'
import type { VaultReader, VaultSession } from '#server/domains/vault/index.ts'
import { classWords } from '#policies/class-words.ts'
import { parseId } from '#server/kernel/ids.ts'
import type { Person, RightsParts } from '../parts.ts'
import { personalTables, type PersonalTable } from '../personal-tables.ts'
import { columnsOf } from './export-columns.ts'
import { type ExportObject, listObjectsOf, readRows } from './export-rows.store.ts'
import { makeExportSchema } from './export-schema.ts'
import { readMe } from './read-me.ts'

interface ZipEntry {
  name: string
  input: string | AsyncIterable<Uint8Array | string>
  lastModified: Date
}

/**
 * Everything that is held about a person as one zip, made while it is read: rows a page at a time, content a piece at a
 * time, opened for this request only and written nowhere. Without a session nothing is opened. What only another browser's cookie opens is listed with its end.
 */
export async function* exportAccount(
  parts: RightsParts,
  { person, session }: { person: Person; session: VaultSession | undefined },
): AsyncGenerator<Uint8Array> {
  const reader = session && (await parts.vaults.openReader(session))
  // However slowly it is read from here on, what opens the vault is in this reader alone.
  session?.token.fill(0)
  const content = new OpenContent(reader)
  const zip = makeZip(listEntries(parts, person, content)).getReader()
  try {
    for (let next = await zip.read(); !next.done; next = await zip.read()) yield next.value
  } finally {
    // The packer rejects when it is broken off, and leaves what it was packing as it is: that is closed here.
    await zip.cancel().catch(() => undefined)
    await content.close()
  }
}

/** What one sitting holds, opened an object at a time. */
class OpenContent {
  readonly #reader: VaultReader | undefined
  #last: { copy: AsyncGenerator<Uint8Array>; release(): void } | undefined

  constructor(reader: VaultReader | undefined) {
    this.#reader = reader
  }

  get vaultId(): string | undefined {
    return this.#reader?.vaultId
  }

  /** Undefined when it is another sitting's, or gone by now as a result is that its device has taken home. */
  async open({ id, isHere }: ExportObject): Promise<AsyncGenerator<Uint8Array> | undefined> {
    const objectId = parseId('obj', id)
    if (!isHere || objectId === undefined || this.#reader === undefined) return undefined
    const [opened] = await Promise.allSettled([this.#reader.open(objectId)])
    if (opened.status === 'rejected') return undefined
    const copy = copyPieces(opened.value.bytes)
    this.#last = { copy, release: opened.value.release }
    return copy
  }

  async close(): Promise<void> {
    await this.#last?.copy.return(undefined)
    this.#last?.release()
    this.#reader?.close()
  }
}

async function* listEntries(
  parts: RightsParts,
  person: Person,
  content: OpenContent,
): AsyncGenerator<ZipEntry> {
  const { database, clock, publicUrl } = parts
  const lastModified = clock.now()
  const entry = (name: string, input: ZipEntry['input']): ZipEntry => ({ name, input, lastModified })
  const json = (name: string, value: unknown) => entry(name, `${JSON.stringify(value, null, 2)}\n`)
  yield entry('README.txt', readMe({ issuer: publicUrl.origin, at: lastModified }))
  yield json('schema.json', await makeExportSchema(database))
  yield json('manifest.json', makeManifest(publicUrl, lastModified))
  yield json('profile.json', await openWholeProfile(parts, database, person.accountId))
  for (const name of personalTables) yield entry(fileOf(name), writeRows(parts, name, person))
  const objects = await listObjectsOf(database, person, content.vaultId)
  yield json('contents.json', objects.map(describeObject))
  for (const object of objects) {
    const bytes = await content.open(object)
    if (bytes !== undefined) yield entry(placeOf(object), bytes)
  }
}

const fileOf = (name: PersonalTable) => `data/${name}.json`

/** One row on a line, so that also a long file is read by eye. */
async function* writeRows(
  { database }: RightsParts,
  name: PersonalTable,
  person: Person,
): AsyncGenerator<string> {
  let between = '[\n'
  for await (const rows of readRows(database, name, person)) {
    yield between + rows.map((row) => JSON.stringify(row)).join(',\n')
    between = ',\n'
  }
  yield between === '[\n' ? '[]\n' : '\n]\n'
}

/** The vault lends each piece until the next is asked for, and the packer holds some back: it gets its own. */
async function* copyPieces(lent: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of lent) yield Uint8Array.from(piece)
}

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/avif': 'avif',
}

/** Where an object lies in the zip: what belongs to one generation stands together. */
function placeOf({ id, kind, mediaType, generationId, imageIndex }: ExportObject): string {
  const ending = endings[mediaType] ?? 'txt'
  const name = imageIndex === null ? id : `${imageIndex + 1}-${id}`
  return `content/${generationId ?? 'given'}/${kind}-${name}.${ending}`
}

const elsewhere =
  'Only the browser that it was made in can open it. Download from there, or let it be forgotten at the moment named.'

function describeObject(object: ExportObject) {
  const { id, kind, sizeBytes, goneAt, isHere } = object
  const where = isHere ? { file: placeOf(object) } : { why: elsewhere }
  return { id, kind, ...where, sizeBytes, goneAt: goneAt.toISOString() }
}

function makeManifest(publicUrl: URL, at: Date) {
  const wordsOf = (name: PersonalTable) =>
    name === 'objects' ? 'Sealed objects: prompts, pictures, images' : classWords[name].en
  return {
    version: 1,
    at: at.toISOString(),
    issuer: publicUrl.origin,
    files: [
      { file: 'profile.json', schema: '#/$defs/profile', words: 'Who you are, opened' },
      { file: 'contents.json', schema: '#/$defs/contents', words: 'Where your content lies in this file' },
      ...personalTables.map((name) => ({
        file: fileOf(name),
        schema: `#/$defs/${name}`,
        words: wordsOf(name),
      })),
    ],
    notGiven: [
      ...personalTables.flatMap((name) =>
        columnsOf(name).withheld.map(({ column, why }) => ({ class: name, column, why })),
      ),
      { class: 'sign_ins', why: 'Sealed to the browser that signs in: nobody can tell whose it is.' },
      { class: 'log', why: 'Lines of the log leave the program as they are written; it cannot read them.' },
      { class: 'cookie', why: 'It lies in your browser.' },
    ],
  }
}
