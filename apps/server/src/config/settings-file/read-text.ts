import { readFileSync } from 'node:fs'
import { ConfigFaults } from '../config-faults.ts'

/** @throws ConfigFaults when it cannot be read */
export function readSettingsText(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Whatever it was, the operator knows the path and can look.
    const mend = 'Write the path of a file that this user may read.'
    throw new ConfigFaults([{ variable, cause: 'It cannot be read.', mend }])
  }
}
