import { spawnSync } from 'node:child_process'

/**
 * What a child may never have: 1.5 GB of memory of its own, a file of any length, more than a few open ones, a core dump,
 * a minute of a processor. The memory it is watched for lies below; this is for what grows between two looks.
 */
const caps = ['--data=1610612736', '--fsize=0', '--nofile=128', '--core=0', '--cpu=60']

/** Most to least; the second is for root where namespaces of users are forbidden. */
const fences: readonly (readonly string[])[] = [
  ['/usr/bin/unshare', '--user', '--net', '--', '/usr/bin/prlimit', ...caps, '--'],
  ['/usr/bin/unshare', '--net', '--', '/usr/bin/prlimit', ...caps, '--'],
  ['/usr/bin/prlimit', ...caps, '--'],
]

/**
 * Finds what to put before a command so that it runs without any network, with hard limits; as much of it as this system
 * allows. On systems without these programs, nothing: then the child is only watched.
 *
 * @see unshare(1), prlimit(1), network_namespaces(7): a new one has a loopback device alone, and that is down
 */
export function findFence(): readonly string[] {
  return (
    fences.find(([program = '', ...parameters]) => {
      const { status } = spawnSync(program, [...parameters, '/bin/true'], { env: {}, stdio: 'ignore' })
      return status === 0
    }) ?? []
  )
}
