import * as z from 'zod/mini'
import type { Answer, Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'
import { type Attack, listAttacks, planted } from './list-attacks.ts'

/** What strangers send ends as it must, each with its status and its closed code, and tells them nothing. */
export async function checkAttacks({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const attacks = listAttacks(parts.publicUrl, server)
  let faults = 0
  for (const attack of attacks)
    if (findWeakness(attack, await server.ask(attack.path, attack.options)) !== undefined) faults += 1
  return judge(faults, 'answered-otherwise', { attacks: attacks.length })
}

/** What is wrong with the answer to one, in words; undefined when nothing is. */
export function findWeakness({ what, path, ends }: Attack, answer: Answer): string | undefined {
  const [status, code] = ends
  const said = answer.bytes.toString('utf8')
  if (answer.status !== status) return `${what} (${path}) is answered with ${answer.status}, not ${status}.`
  if (readCode(said) !== code) return `${what} (${path}) is not refused with ${code ?? 'nothing'}.`
  if (answer.headers.getSetCookie().length > 0) return `${what} (${path}) is given a cookie.`
  if ([said, ...answer.headers.values()].some((text) => text.includes(planted)))
    return `${what} (${path}) hears its own words again.`
  return tellsOfInside(said) ? `${what} (${path}) is shown where in the program something failed.` : undefined
}

/** What only somebody who looks at the inside may read. */
export const tellsOfInside = (text: string): boolean =>
  /\bat .*\(?(?:file:|node:|\/)[^\s)]*:\d+:\d+|node_modules\//.test(text)

const refusal = z.object({ error: z.object({ code: z.string() }) })

function readCode(text: string): string | undefined {
  try {
    return refusal.safeParse(JSON.parse(text)).data?.error.code
  } catch {
    // No JSON is no code.
    return undefined
  }
}
