import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/* Plain JavaScript for any Node from 18 on: it runs before anything is installed. */

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'node_modules', '.gptimage-installed')
const lockFolder = join(root, '.installing')
const staleLockMs = 10 * 60_000

/** Installs the packages of the lock file, unless they are there. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (isInstalled()) return
  takeLock(isInstalled)
  try {
    if (isInstalled()) return
    process.stderr.write('Installing packages …\n')
    // `npm ci` refuses a lock without the packages of other platforms; this installs the same versions.
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const flags = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const { status } = spawnSync(npm, flags, { cwd: root, stdio: ['ignore', 2, 2] })
    if (status !== 0) {
      process.stderr.write(
        'The packages could not be installed. Is the npm registry reachable? Then start again.\n',
      )
      process.exit(1)
    }
    writeFileSync(stampFile, wanted)
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
}

/** Two starts at once must not install into one another: the second waits for the first. */
function takeLock(isInstalled) {
  for (;;) {
    try {
      mkdirSync(lockFolder)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isInstalled()) return
    if (Date.now() - statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs > staleLockMs) {
      rmSync(lockFolder, { recursive: true, force: true })
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
  }
}

/** Node 24: the one that npm installed for this platform, or the one that runs this if it is new enough. */
export function findNode() {
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  process.stderr.write(
    'There is no packaged Node 24 for this platform. Install Node 24 or newer, then start again.\n',
  )
  return process.exit(1)
}
