import { parseDocument } from 'yaml'
import { ConfigFaults } from '../config-faults.ts'
import { faultAt, type SettingsFile } from './describe-issue.ts'

const fileMaximumBytes = 1_000_000

/**
 * YAML 1.2, one document, no name twice, no alias that unfolds into more than was written. Nothing of it is repeated.
 *
 * @throws ConfigFaults
 */
export function readYaml(file: SettingsFile, text: string): unknown {
  const fault = (cause: string, mend: string) => faultAt(file, [], { cause, mend })
  if (text.length > fileMaximumBytes)
    throw new ConfigFaults([fault('It is longer than 1 MB.', 'Leave out what does not belong there.')])
  const document = parseDocument(text, { strict: true, uniqueKeys: true, prettyErrors: true })
  if (document.errors.length > 0)
    throw new ConfigFaults(
      document.errors.map(({ linePos }) =>
        fault(`Line ${linePos?.[0].line ?? 1} is no YAML, or says a name twice.`, 'Mend that line.'),
      ),
    )
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    // It says which alias; nothing of the file is repeated.
    throw new ConfigFaults([
      fault('It has more aliases than it can mean.', 'Write values where they belong.'),
    ])
  }
}
