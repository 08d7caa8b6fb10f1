import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import type { Build } from '#contract'

const manifest = z.object({ version: z.string() })
const root = new URL('../../../', import.meta.url)

/** Which program this is. The commit is known where the sources lie as git left them. */
export function findBuild(): Build {
  const { version } = manifest.parse(JSON.parse(readText('package.json') ?? '{}'))
  const commit = findCommit()
  const lockfile = createHash('sha256')
    .update(readText('package-lock.json') ?? '')
    .digest('hex')
  return { version, ...(commit === undefined ? {} : { commit }), lockfile }
}

/** @see https://git-scm.com/docs/gitrepository-layout (read 2026-11-29) */
function findCommit(): string | undefined {
  const head = readText('.git/HEAD')?.trim() ?? ''
  const name = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1]
  if (name === undefined) return asCommit(head)
  const loose = readText(`.git/${name}`)?.trim()
  const packed = readText('.git/packed-refs')
    ?.split('\n')
    .find((line) => line.endsWith(` ${name}`))
  return asCommit(loose ?? packed?.split(' ')[0] ?? '')
}

const asCommit = (text: string) => (/^[\da-f]{40}(?:[\da-f]{24})?$/.test(text) ? text : undefined)

function readText(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8')
  } catch {
    // Not there: sources that came another way, or as a worktree.
    return undefined
  }
}
