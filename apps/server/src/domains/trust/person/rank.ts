import { type Route, routes } from '#contract'
import { judge, type Result } from '../result.ts'
import type { Walk } from './walk.ts'

/** To a person there is nothing where an operator would find something. */
export async function askAsPerson({ ask }: Walk): Promise<Result> {
  const forOperators = Object.values<Route>(routes).filter(({ access }) => access === 'operator')
  let faults = 0
  for (const { method, path } of forOperators) {
    const { status } = await ask(path.replaceAll(/:\w+/g, 'nobody'), { method })
    if (status !== 404) faults += 1
  }
  return judge(faults, 'answered-otherwise', { routes: forOperators.length })
}
