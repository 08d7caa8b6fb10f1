import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { endWith } from './end-with.mjs'
import { findNode, root } from './ensure-installed.mjs'

/**
 * Runs a program of ours under Node 24, without core dumps and without a debugger that a signal could open, and ends as
 * it ends. Signals reach it: both are in one process group, and what is sent to this process alone is passed on.
 */
export function runNode(program, args, { flags: moreFlags = [], environment = {} } = {}) {
  const node = findNode()
  const flags = [
    '--disable-sigusr1',
    '--disable-warning=ExperimentalWarning',
    ...moreFlags,
    join(root, program),
  ]
  const [command, ...first] = existsSync('/bin/sh')
    ? ['/bin/sh', '-c', 'ulimit -c 0; exec "$0" "$@"', node]
    : [node]
  const child = spawn(command, [...first, ...flags, ...args], {
    stdio: 'inherit',
    env: {
      ...environment,
      ...process.env,
      PATH: `${dirname(node)}:${process.env.PATH ?? ''}`,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled'),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const cannotRun = () =>
    endWith(
      `${node} does not run on this machine. Install Node 24 or newer, remove ${dirname(dirname(node))}, then start again.`,
    )
  child.on('error', cannotRun)
  child.on('exit', (code, signal) => {
    // What a shell says of a program that is not there, or is for another machine.
    if (code === 126 || code === 127) cannotRun()
    process.exit(code ?? 128 + constants.signals[signal])
  })
}
