import * as z from 'zod/mini'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'
import { readJson } from './read-json.ts'

const file = z.object({ gpc: z.literal(true), lastUpdate: z.iso.date() })

/** That Global Privacy Control is honoured is said where programs look for it. */
export async function checkSignal({ server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const said = file.safeParse(await readJson(server, '/.well-known/gpc.json'))
  return judge(said.success ? 0 : 1, 'answered-otherwise', { answers: 1 })
}
