import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import type { ContentEncoding } from './choose-encoding.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

export interface StaticFile {
  contentType: string
  bytes: Buffer
  /** The same, smaller, where it is text. */
  encoded: Readonly<Partial<Record<ContentEncoding, Buffer>>>
}

const endings: Readonly<Record<string, ContentEncoding>> = { '.br': 'br', '.gz': 'gzip' }

/**
 * Everything that may be served, read once at the start: no path of a request ever reaches the file system.
 *
 * @throws StartupFault when the studio was not built
 */
export async function loadStudio(
  folder: string,
): Promise<{ index: StaticFile; assets: Map<string, StaticFile> }> {
  const assets = new Map<string, StaticFile>()
  const entries = await listFiles(folder)
  for (const entry of entries) {
    const contentType = types[extname(entry)]
    if (contentType === undefined) continue
    assets.set(`/${relative(folder, entry).replaceAll('\\', '/')}`, {
      contentType,
      bytes: await readFile(entry),
      encoded: await readEncoded(entry, entries),
    })
  }
  const index = assets.get('/index.html')
  assets.delete('/index.html')
  if (index === undefined) {
    throw new StartupFault('http/studio-not-built', 'The studio is not built. Start with: npm start')
  }
  return { index, assets }
}

async function readEncoded(entry: string, entries: readonly string[]): Promise<StaticFile['encoded']> {
  const encoded: Partial<Record<ContentEncoding, Buffer>> = {}
  for (const [ending, name] of Object.entries(endings)) {
    if (entries.includes(entry + ending)) encoded[name] = await readFile(entry + ending)
  }
  return encoded
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    // No folder, no studio: told by the caller in words that help.
    return []
  }
}
