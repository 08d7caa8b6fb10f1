import { createCell } from './cell.ts'

/** The picture that was looked at last: what a key or the palette acts on when none has the focus. */
export const lookedAt = createCell<string | undefined>(undefined)

/** The picture whose facts stand beside the stage; undefined: they are closed. */
export const factsOf = createCell<string | undefined>(undefined)

/** A picture takes the focus: its facts are shown where facts are open and the focus came by keys. */
export function lookAt(pictureId: string, byKeys: boolean): void {
  lookedAt.set(pictureId)
  if (byKeys && factsOf.get() !== undefined) factsOf.set(pictureId)
}

export function toggleFacts(pictureId: string | undefined): void {
  factsOf.update((open) => (open === undefined ? pictureId : undefined))
}
