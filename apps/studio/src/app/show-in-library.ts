import { createCell } from '../live/cell.ts'
import { goTo } from './location.tsx'

/** The picture that the library is to open with; taken once. */
export const wantedInLibrary = createCell<string | undefined>(undefined)

/** Goes to the library and opens one picture there. */
export function showInLibrary(pictureId: string): void {
  wantedInLibrary.set(pictureId)
  goTo('library')
}
