import { type Route, routes } from '#contract'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'

/** Each route that needs a session refuses whoever has none. */
export async function checkAccess({ server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const closed = Object.values<Route>(routes).filter(({ access }) => access === 'session')
  let faults = 0
  for (const { method, path } of closed) {
    const { status } = await server.ask(path.replaceAll(/:\w+/g, 'nobody'), { method })
    if (status !== 401) faults += 1
  }
  return judge(faults, 'answered-otherwise', { routes: closed.length })
}
