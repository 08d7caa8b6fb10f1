import { trustScript } from '../api/trusted-script.ts'
import { cachePrefix } from './cache-names.ts'

/**
 * Has the browser keep the studio itself, so that it opens with no network. For whoever is signed in: a stranger's
 * browser keeps nothing.
 */
export async function keepShell(): Promise<void> {
  try {
    await navigator.serviceWorker.register(trustScript('/sw.js'), { updateViaCache: 'none' })
  } catch {
    // No network, no room, or a browser without: what is open works on, and nothing opens offline.
    return
  }
}

/** Takes the worker and everything in the browser's caches away, for when this device is to remember nothing. */
export async function forgetShell(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/')
  await settle(registration?.installing)
  await registration?.unregister()
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name)
}

/** One that is still fetching its files would write them after they were removed. */
function settle(worker: ServiceWorker | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (worker === null || worker === undefined) return resolve()
    worker.addEventListener('statechange', () => resolve(), { once: true })
  })
}
