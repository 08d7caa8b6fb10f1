import * as z from 'zod/mini'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'
import { countDifferences } from '../count-differences.ts'
import { readJson } from './read-json.ts'

const file = z.object({ partners: z.array(z.object({ id: z.string() })) })

/** The list that is published is the list of the partners that are enabled. */
export async function checkRecipients({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const said = file.safeParse(await readJson(server, '/.well-known/partners.json'))
  const enabled = new Set(parts.partners.map(({ description }) => description.id))
  const named = new Set(said.data?.partners.map(({ id }) => id))
  return judge(countDifferences(enabled, named), 'differs', { partners: enabled.size })
}
