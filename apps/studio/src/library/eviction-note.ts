const prefix = 'gptimage.kept.'

/**
 * How many pictures a library had, in a storage that browsers do not clear to make room: when the library is empty and
 * the note is not, the browser has cleared it, and the person is told. A figure under an opaque name, nothing more.
 */
export function writeKeptNote(libraryId: string, count: number): void {
  try {
    localStorage.setItem(prefix + libraryId, String(count))
  } catch {
    // Without the note an eviction is not told apart from an empty library; nothing else depends on it.
    return
  }
}

export function findKeptNote(libraryId: string): number {
  try {
    return Number(localStorage.getItem(prefix + libraryId) ?? 0)
  } catch {
    // The same storage that cannot be written cannot be read.
    return 0
  }
}

export function clearKeptNote(libraryId: string): void {
  try {
    localStorage.removeItem(prefix + libraryId)
  } catch {
    // Nothing was written either.
    return
  }
}
