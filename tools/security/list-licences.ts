import * as z from 'zod/mini'
import type { Part } from './part.ts'

const named = z.object({ type: z.string() })
/** What a package says of its licence; older ones write an object, or a list of those to choose from. */
const manifest = z.object({
  license: z.optional(z.union([z.string(), named])),
  licenses: z.optional(z.array(named)),
})

/**
 * Licences under which what we ship and what we build with may be used here, as SPDX names them. Those of a whole program or
 * of a network's use are not among them. LGPL and MPL bind the files they come with, which are unchanged.
 */
const accepted = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

export interface Licensed {
  name: string
  version: string
  /** The text of its package.json. */
  manifest: string
}

/** Each package under a licence that is accepted; a choice of several needs one, a sum needs all. */
export function listLicences(packages: readonly Licensed[]): Part & { licences: Record<string, string> } {
  const licences: Record<string, string> = {}
  const findings: string[] = []
  for (const { name, version, manifest: text } of packages) {
    const said = readLicence(text)
    licences[`${name}@${version}`] = said ?? 'none'
    if (said === undefined) findings.push(`${name}@${version} says no licence.`)
    else if (!isAccepted(said))
      findings.push(`${name}@${version} is under ${said}, which is not on the list.`)
  }
  return { name: 'licences', looked: `${packages.length} packages`, findings, licences }
}

function readLicence(text: string): string | undefined {
  const parsed = manifest.safeParse(JSON.parse(text))
  if (!parsed.success) return undefined
  const { license, licenses } = parsed.data
  if (license !== undefined) return typeof license === 'object' ? license.type : license
  return licenses?.map(({ type }) => type).join(' OR ')
}

function isAccepted(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '')
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((one) => accepted.has(one.trim())))
}
