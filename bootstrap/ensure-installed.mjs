import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endWith } from './end-with.mjs'
import { oneAtATime } from './one-at-a-time.mjs'

/* Plain JavaScript for any Node from 18 on: it runs before anything is installed. */

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const machine = `${process.platform}-${process.arch}`
const modules = join(root, 'node_modules')
/** A folder may be shared between machines: each has its own stamp. */
const stampFile = join(modules, `.gptimage-installed-${machine}`)
const packagedNode = join(modules, `node-${machine}`, 'bin', 'node')

// `npm ci` refuses a lock without the packages of other platforms; this installs the same versions. What is for development
// builds the studio, and what is optional is for this machine: neither is left out, whatever npm is told elsewhere.
const flags = [
  'install',
  '--no-save',
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]

/** Installs the packages of the lock file, unless they are there. */
export function ensureInstalled() {
  const lockFile = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lockFile).digest('hex')
  const isDone = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (isDone()) return
  oneAtATime(join(modules, '.gptimage-installing'), { isDone, what: 'installing packages' }, () => {
    process.stderr.write('Installing packages …\n')
    runNpm('npm', flags)
    // npm leaves out optional packages that are too new for the Node it runs on: with the one just brought, they fit.
    const npm = process.env.npm_execpath
    if (isOld(process.versions.node) && existsSync(packagedNode) && npm?.endsWith('npm-cli.js'))
      runNpm(packagedNode, [npm, ...flags])
    const missing = findMissing()
    if (missing.length > 0)
      endWith(`npm left out ${missing.join(', ')}. See that the npm registry is reachable, then start again.`)
    writeFileSync(stampFile, wanted)
  })
}

function runNpm(program, args) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (error?.code === 'ENOENT')
    endWith('There is no npm on this machine. Install Node with npm, then start again.')
  if (status !== 0)
    endWith('The packages could not be installed. See that the npm registry is reachable, then start again.')
}

/** npm counts an optional package that cannot be fetched as installed. Those for this machine are needed. */
function findMissing() {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys(optionalDependencies).filter(
    (name) => name.endsWith(machine) && !existsSync(join(modules, name)),
  )
}

const isOld = (version) => Number(version.split('.')[0]) < 24

/** Node 24: the one that npm installed for this platform, or the one that runs this if it is new enough. */
export function findNode() {
  if (existsSync(packagedNode)) return packagedNode
  if (isOld(process.versions.node))
    endWith(
      `There is no packaged Node 24 for this machine (${machine}). Install Node 24 or newer, then start again.`,
    )
  return process.execPath
}
