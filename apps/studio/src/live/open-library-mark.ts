import { openLibraryCache as cacheName } from './cache-names.ts'

/**
 * The mark that says which library stands open on this device, so that it opens with no network. It is set while somebody
 * is signed in and taken away at sign-out; the service worker takes it away too, when the server says that nobody is.
 * Cache storage, because page and worker both reach it and it goes with everything else when the device is emptied.
 */
const markPath = '/open-library'

let turn: Promise<unknown> = Promise.resolve()

export function markOpenLibrary(libraryId: string): Promise<void> {
  return inTurn(async () => (await caches.open(cacheName)).put(markPath, new Response(libraryId)))
}

export function unmarkOpenLibrary(): Promise<void> {
  return inTurn(async () => void (await caches.delete(cacheName)))
}

/** The library of whoever was signed in when the server was last heard; undefined when nobody was. */
export async function findOpenLibrary(): Promise<string | undefined> {
  try {
    const mark = await caches.match(markPath, { cacheName })
    return await mark?.text()
  } catch {
    // Nothing can be marked there either.
    return undefined
  }
}

/** One after the other, so that a sign-out right after a sign-in has the last word. */
function inTurn(act: () => Promise<void>): Promise<void> {
  const mine = turn.then(act).catch(() => {
    // Private windows of some browsers have no cache storage: then nothing opens offline, and nothing needs to.
    return undefined
  })
  turn = mine
  return mine
}
