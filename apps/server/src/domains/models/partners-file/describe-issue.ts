import type * as z from 'zod'
import {
  type ConfigFault,
  describeIssue as describe,
  faultAt as faultIn,
  type SettingsFile,
} from '#server/config/index.ts'
import { partnersFileJsonSchema } from './partners-file-schema.ts'

export const partnersFile: SettingsFile = {
  variable: 'PARTNERS_FILE',
  jsonSchema: partnersFileJsonSchema(),
  mend: 'Write a list of partners under "partners:", as docs/guides/add-a-partner.md shows.',
}

export const faultAt = (path: readonly PropertyKey[], cause: string, mend: string): ConfigFault =>
  faultIn(partnersFile, path, { cause, mend })

export const describeIssue = (issue: z.core.$ZodIssue) => describe(partnersFile, issue)
