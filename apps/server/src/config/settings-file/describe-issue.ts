import type * as z from 'zod'
import type { ConfigFault } from '../config-faults.ts'

/** A file that an operator writes: the variable that names it, its shape, and what to do when nothing nearer says it. */
export interface SettingsFile {
  variable: string
  /** JSON Schema; the descriptions in it say what to write. */
  jsonSchema: unknown
  mend: string
}

/** A fault at a place in the file, such as `PARTNERS_FILE partners[0].terms.region`. Values are never repeated. */
export const faultAt = (
  { variable }: Pick<SettingsFile, 'variable'>,
  path: readonly PropertyKey[],
  said: { cause: string; mend: string },
): ConfigFault => ({ variable: `${variable} ${namePath(path)}`.trim(), ...said })

const namePath = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : `${name}${name === '' ? '' : '.'}${String(part)}`,
    '',
  )

/** One fault for each thing that the schema does not take. */
export function describeIssue(file: SettingsFile, issue: z.core.$ZodIssue): ConfigFault[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(nodeAt(file, path)?.properties ?? {})
    return issue.keys.map((key) =>
      faultAt(file, [...path, key.slice(0, 60)], {
        cause: 'There is no such field.',
        mend: `Leave it out; the fields here are ${known.join(', ')}.`,
      }),
    )
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  const cause = isMissing ? 'It is missing.' : 'Its value cannot be used.'
  return [faultAt(file, path, { cause, mend: mendAt(file, path) })]
}

/** What is to be written there: the nearest description on the way down. */
function mendAt(file: SettingsFile, path: readonly PropertyKey[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const description = nodeAt(file, path.slice(0, length))?.description
    if (description !== undefined) return `Write: ${description}`
  }
  return file.mend
}

interface SchemaNode {
  description?: string
  properties?: Readonly<Record<string, SchemaNode>>
  items?: SchemaNode
}

function nodeAt({ jsonSchema }: SettingsFile, path: readonly PropertyKey[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = jsonSchema as SchemaNode // oxlint-disable-line typescript/no-unsafe-type-assertion -- as much of JSON Schema as is read
  for (const part of path) node = typeof part === 'number' ? node?.items : node?.properties?.[String(part)]
  return node
}
