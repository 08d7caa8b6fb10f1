import { makeSecurityHeaders } from '#server/http/index.ts'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'

/** A page, an answer of the interface, and one that there is not: whatever is asked, the headers are there. */
const asked = ['/', '/privacy', '/api/session', '/nowhere']

/** Each answer carries the headers that keep other sites and scripts out; under https that browsers come no other way. */
export async function checkHeaders({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  // How long something may be kept is each answer's own.
  const wanted = makeSecurityHeaders(parts.publicUrl).filter(([name]) => name !== 'Cache-Control')
  let faults = 0
  for (const path of asked) {
    const { headers } = await server.ask(path)
    faults += wanted.filter(([name, value]) => headers.get(name) !== value).length
  }
  return judge(faults, 'answered-otherwise', { answers: asked.length })
}
