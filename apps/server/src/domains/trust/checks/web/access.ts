import { type Route, routes } from '#contract'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'

/** What somebody without a session is told. Where an operator would find something there is nothing for them. */
const refusals: Readonly<Partial<Record<Route['access'], number>>> = { session: 401, operator: 404 }

/** Each route that needs a session refuses whoever has none. */
export async function checkAccess({ server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const closed = Object.values<Route>(routes).filter(({ access }) => access in refusals)
  let faults = 0
  for (const { method, path, access } of closed) {
    const { status } = await server.ask(path.replaceAll(/:\w+/g, 'nobody'), { method })
    if (status !== refusals[access]) faults += 1
  }
  return judge(faults, 'answered-otherwise', { routes: closed.length })
}
