import * as z from 'zod/mini'
import { currentState } from '#policies/policy-state.ts'
import { findVersionFaults, readVersions } from '#policies/policy-versions.ts'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'
import { readJson } from './read-json.ts'

const file = z.object({ 'dct:hasVersion': z.string() })

/** What this build keeps is a published version, none of them was changed since, and the server says which it is. */
export async function checkPolicy({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const versions = readVersions()
  const said = file.safeParse(await readJson(server, '/.well-known/privacy.json'))
  const isSaid = said.data?.['dct:hasVersion'] === String(parts.policyVersion)
  const faults = findVersionFaults(versions, currentState()).length + (isSaid ? 0 : 1)
  return judge(faults, 'differs', { versions: versions.length })
}
