import { createCell } from './cell.ts'

/** Which picture of the studio's own a picture beside the prompt was, by the server's name for the upload. In this page's memory. */
export const givenFrom = createCell<ReadonlyMap<string, string>>(new Map())

export function rememberGiven(uploadId: string, pictureId: string): void {
  givenFrom.update((before) => new Map(before).set(uploadId, pictureId))
}
