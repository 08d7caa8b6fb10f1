/** What the browser says of the room it gives this origin. Figures are its own, rounded by it; bytes. */
export interface StorageMeasure {
  usedBytes: number | undefined
  allowedBytes: number | undefined
  /** The browser has promised not to clear it by itself. */
  isPersistent: boolean
}

export async function measureStorage(): Promise<StorageMeasure> {
  const [estimate, isPersistent] = await Promise.all([
    navigator.storage.estimate().catch((): StorageEstimate => ({})),
    navigator.storage.persisted().catch(() => false),
  ])
  return { usedBytes: estimate.usage, allowedBytes: estimate.quota, isPersistent }
}

/** Asks the browser not to clear this library by itself. It may ask the person, or decide alone. */
export async function askPersistence(): Promise<boolean> {
  if (await navigator.storage.persisted().catch(() => false)) return true
  return navigator.storage.persist().catch(() => false)
}
