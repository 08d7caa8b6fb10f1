/**
 * The mark that says which library stands open on this device, so that it opens with no network. It is set while somebody
 * is signed in and taken away at sign-out; the service worker reads it too, and shows the studio only where it is set.
 * Cache storage, because page and worker both reach it and it goes with everything else when the device is emptied.
 */
const cacheName = 'gptimage-open-library'
const markPath = '/open-library'

export async function markOpenLibrary(libraryId: string): Promise<void> {
  await withCache((cache) => cache.put(markPath, new Response(libraryId)))
}

export async function unmarkOpenLibrary(): Promise<void> {
  await withCache((cache) => cache.delete(markPath))
}

async function withCache<Result>(act: (cache: Cache) => Promise<Result>): Promise<Result | undefined> {
  try {
    return await act(await caches.open(cacheName))
  } catch {
    // Private windows of some browsers have no cache storage: then nothing opens offline, and nothing needs to.
    return undefined
  }
}
