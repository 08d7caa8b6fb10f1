import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export interface PageAsset {
  contentType: string
  bytes: Buffer
  /** The same, smaller, where it is text. */
  encoded: { br?: Buffer; gzip?: Buffer }
}

const assets = new Map<string, PageAsset>()
const require = createRequire(import.meta.url)
const read = (name: string) => readFileSync(new URL(name, import.meta.url))

/** Keeps a file under a name that changes with its bytes, so that browsers may keep it for ever. */
function keep(name: string, contentType: string, bytes: Buffer): string {
  const [stem, ending] = name.split('.')
  const print = createHash('sha256').update(bytes).digest('base64url').slice(0, 12)
  const path = `/assets/${stem}-${print}.${ending}`
  const isText = contentType.startsWith('text/') || contentType === 'image/svg+xml'
  const encoded = isText ? { br: brotliCompressSync(bytes), gzip: gzipSync(bytes) } : {}
  assets.set(path, { contentType, bytes, encoded })
  return path
}

const font = keep(
  'inter.woff2',
  'font/woff2',
  readFileSync(require.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
)

/** Where the files of the server-made pages are; each is read once, at the start. */
export const paths = {
  font,
  stylesheet: keep(
    'pages.css',
    'text/css; charset=utf-8',
    Buffer.from(read('./pages.css').toString('utf8').replace('inter.woff2', font)),
  ),
  mark: keep('sign.svg', 'image/svg+xml', read('./mark.svg')),
  coarse: keep('coarse.webp', 'image/webp', read('./picture/coarse.webp')),
  fine: keep('fine.webp', 'image/webp', read('./picture/fine.webp')),
  finished: keep('finished.webp', 'image/webp', read('./picture/finished.webp')),
}

/** Everything the pages need, by path. */
export const pageAssets: ReadonlyMap<string, PageAsset> = assets
