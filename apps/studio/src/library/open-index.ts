import { type Cell, createCell } from '../live/cell.ts'
import type { Library } from './library.ts'
import { changeIndex, type LibraryIndex, makeIndex } from './library-index.ts'

const indexes = new WeakMap<Library, Cell<LibraryIndex | undefined>>()

/** The index of a library, read once and kept true by what happens in every tab. Undefined until it has been read. */
export function openIndex(library: Library): Cell<LibraryIndex | undefined> {
  const known = indexes.get(library)
  if (known !== undefined) return known
  const cell = createCell<LibraryIndex | undefined>(undefined)
  indexes.set(library, cell)
  let isReading = false
  let isStale = false

  async function read(): Promise<void> {
    isStale = true
    if (isReading) return
    isReading = true
    try {
      while (isStale) {
        isStale = false
        cell.set(makeIndex(await library.list()))
      }
    } catch {
      // Wiped or closed meanwhile: whoever shows it hears of that by the library's own view.
      cell.set([])
    } finally {
      isReading = false
    }
  }

  library.changes.subscribe((change) => {
    const index = cell.get()
    const next = index === undefined || isReading ? undefined : changeIndex(index, change)
    if (next === undefined) void read()
    else cell.set(next)
  })
  void read()
  return cell
}
