import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressStudio } from './compress-studio.mjs'
import { endWith } from './end-with.mjs'
import { findNode, root } from './ensure-installed.mjs'
import { oneAtATime } from './one-at-a-time.mjs'

const studio = join(root, 'apps', 'studio')
const stampFile = join(studio, 'dist', '.built-from')

/** Builds the studio unless it was built from these very files. */
export function buildStudio() {
  const sources = describeSources()
  const isDone = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources
  if (isDone()) return
  oneAtATime(
    join(root, 'node_modules', '.gptimage-building'),
    { isDone, what: 'building the studio' },
    () => {
      process.stderr.write('Building the studio …\n')
      const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
      const flags = [vite, 'build', '--config', join(studio, 'vite.config.ts'), '--logLevel', 'warn']
      // A build for production, whatever the server is told to be.
      const env = { ...process.env, NODE_ENV: 'production' }
      const { status } = spawnSync(findNode(), flags, { cwd: root, env, stdio: ['ignore', 2, 2] })
      if (status !== 0) endWith('The studio could not be built; the lines above say why.')
      compressStudio(join(studio, 'dist'))
      writeFileSync(stampFile, sources)
    },
  )
}

/** Names, sizes and times of every file that goes in: milliseconds, where reading them all would take longer. */
function describeSources() {
  const hash = createHash('sha256')
  const places = [join(studio, 'src'), join(root, 'packages', 'contract', 'src')]
  for (const place of places) {
    for (const name of readdirSync(place, { recursive: true }).sort()) {
      const { size, mtimeMs } = statSync(join(place, name))
      hash.update(`${name} ${size} ${mtimeMs}\n`)
    }
  }
  for (const name of [
    'index.html',
    '../server/src/pages/mark.svg',
    'vite.config.ts',
    'compile-messages.ts',
    'bundle-service-worker.ts',
  ]) {
    hash.update(readFileSync(join(studio, name)))
  }
  hash.update(readFileSync(join(root, 'bootstrap', 'compress-studio.mjs')))
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}
