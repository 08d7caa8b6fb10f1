/** Asks the browser not to clear this library by itself. It may ask the person, or decide alone. */
export async function askPersistence(): Promise<boolean> {
  if (await navigator.storage.persisted().catch(() => false)) return true
  return navigator.storage.persist().catch(() => false)
}
