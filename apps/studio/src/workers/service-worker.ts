// By its own file: through the front door all schemas of the contract would come with it.
import { nobodySignedIn } from '../../../../packages/contract/src/page-headers.ts'
import { shellCachePrefix } from '../live/cache-names.ts'
import { findOpenLibrary, unmarkOpenLibrary } from '../live/open-library-mark.ts'

/*
 * Opens the studio with no network. It keeps the files of one build, word for word, and nothing else: what is asked of the
 * server passes it by, so no answer, picture or word can come to lie in a cache. What it opens holds nothing; whether a
 * library is shown there is decided by the page, by the mark.
 */

declare const self: ServiceWorkerGlobalScope

declare global {
  /** The files of this build by path, with their digests; the page itself is at `/`. Filled in while bundling. */
  const shellFiles: readonly (readonly [path: string, integrity: string])[]
  /** Changes with any of them. */
  const shellRelease: string
}

const cacheName = shellCachePrefix + shellRelease
const pages = new Set(['/', '/library', '/account', '/account/privacy', '/account/shared'])
/** Longer than this nobody waits for a server who has a library here. */
const patienceMs = 5_000

self.addEventListener('install', (event) => event.waitUntil(keepFiles()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && pages.has(pathname)) event.respondWith(openPage(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(openFile(request))
})

/** All of them or none: a file that is not of this build, or a page for nobody signed in, fails its digest. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  try {
    await cache.addAll(shellFiles.map(([path, integrity]) => new Request(path, { integrity })))
  } catch (error) {
    await caches.delete(cacheName)
    throw error
  }
  await self.skipWaiting()
}

/** Pages of the build before are still open somewhere: its files stay until the next one comes. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter(
    (name) => name.startsWith(shellCachePrefix) && name !== cacheName,
  )
  for (const name of others.slice(0, -1)) await caches.delete(name)
  await self.clients.claim()
}

async function openFile(request: Request): Promise<Response> {
  // The server's files vary by how they are packed; what lies here is unpacked.
  const kept = await caches.match(request, { ignoreVary: true }).catch(() => undefined)
  return kept ?? fetch(request)
}

async function openPage(request: Request): Promise<Response> {
  const asked = fetch(request).catch(() => undefined)
  const isOpenHere = (await findOpenLibrary()) !== undefined
  const answer = await (isOpenHere ? Promise.race([asked, impatience()]) : asked)
  if (answer !== undefined && !(isOpenHere && isDown(answer))) {
    const [name, value] = nobodySignedIn
    if (answer.headers.get(name) === value) await unmarkOpenLibrary()
    return answer
  }
  const page = await caches.match('/', { cacheName, ignoreVary: true }).catch(() => undefined)
  return page ?? answer ?? (await asked) ?? Response.error()
}

/** Its own word that it cannot work now, or a proxy's that it is not there. */
function isDown({ status }: Response): boolean {
  return status === 502 || status === 503 || status === 504
}

function impatience(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), patienceMs)
  })
}
