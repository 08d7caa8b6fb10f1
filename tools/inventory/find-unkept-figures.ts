import { retentionSeconds } from '../../policies/retention.ts'
import type { SourceFile } from '../boundaries/read-imports.ts'

const speaksOnly = /\/domains\/policies\/|\/domains\/rights\/(?:held|receipt)\/|\.test\.ts$/

/** Figures that are promised and that no code keeps: it is not enough to speak of them. One sentence each. */
export function findUnkeptFigures(
  sources: readonly SourceFile[],
  figures: readonly string[] = Object.keys(retentionSeconds),
): string[] {
  const acting = sources.filter(({ path }) => path.startsWith('apps/server/src/') && !speaksOnly.test(path))
  return figures.flatMap((figure) => {
    const read = new RegExp(`retentionSeconds(?:\\.${figure}\\b|\\['${figure}'\\])`)
    return acting.some(({ text }) => read.test(text))
      ? []
      : [`the figure "${figure}" is promised and nothing keeps it`]
  })
}
