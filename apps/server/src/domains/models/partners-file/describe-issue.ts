import type * as z from 'zod'
import type { ConfigFault } from '#server/config/index.ts'
import { partnersFileJsonSchema } from './partners-file-schema.ts'

/** A fault at a place in the file, such as `PARTNERS_FILE partners[0].terms.region`. Values are never repeated. */
export const faultAt = (path: readonly PropertyKey[], cause: string, mend: string): ConfigFault => ({
  variable: `PARTNERS_FILE ${namePath(path)}`.trim(),
  cause,
  mend,
})

const namePath = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : `${name}${name === '' ? '' : '.'}${String(part)}`,
    '',
  )

/** One fault for each thing that the schema does not take. */
export function describeIssue(issue: z.core.$ZodIssue): ConfigFault[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(nodeAt(path)?.properties ?? {})
    return issue.keys.map((key) =>
      faultAt(
        [...path, key.slice(0, 60)],
        'There is no such field.',
        `Leave it out; the fields here are ${known.join(', ')}.`,
      ),
    )
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  const cause = isMissing ? 'It is missing.' : 'Its value cannot be used.'
  return [faultAt(path, cause, mendAt(path))]
}

/** What is to be written there: the nearest description on the way down. */
function mendAt(path: readonly PropertyKey[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const description = nodeAt(path.slice(0, length))?.description
    if (description !== undefined) return `Write: ${description}`
  }
  return 'Write a list of partners under "partners:", as docs/guides/add-a-partner.md shows.'
}

interface SchemaNode {
  description?: string
  properties?: Readonly<Record<string, SchemaNode>>
  items?: SchemaNode
}

function nodeAt(path: readonly PropertyKey[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = partnersFileJsonSchema() as SchemaNode // oxlint-disable-line typescript/no-unsafe-type-assertion -- as much of JSON Schema as is read
  for (const part of path) node = typeof part === 'number' ? node?.items : node?.properties?.[String(part)]
  return node
}
