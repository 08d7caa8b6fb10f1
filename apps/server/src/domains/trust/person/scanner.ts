import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { needlesOf, scanApart } from '#server/platform/canary-scan/index.ts'
import { bad, good, type Result } from '../result.ts'
import type { Walk } from './walk.ts'

/** The search finds what lies open, in every spelling: else it would find nothing whatever happened. */
export async function findPlanted({ parts, startedAt }: Walk, signal: AbortSignal): Promise<Result> {
  const { dataDir } = parts
  const planted = `planted${randomBytes(12).toString('hex')}`
  const needles = needlesOf([planted])
  const path = join(dataDir, 'audit-self-test')
  await writeFile(path, Buffer.concat(needles.flatMap(({ bytes }) => [bytes, Buffer.from('\n')])), {
    mode: 0o600,
  })
  try {
    const { hits } = await scanApart([{ folder: dataDir, since: startedAt }], [planted], signal)
    const found = new Set(hits.filter(({ place }) => place === path).map(({ form }) => form))
    const missed = needles.filter(({ form }) => !found.has(form)).length
    return missed === 0 ? good({ forms: needles.length }) : bad('differs', { forms: found.size })
  } finally {
    await rm(path, { force: true })
  }
}
