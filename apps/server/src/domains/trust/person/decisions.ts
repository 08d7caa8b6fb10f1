import { choicesView } from '#contract'
import { judge, type Result } from '../result.ts'
import type { Walk } from './walk.ts'

/** Marketing waits for a yes, an objection holds, and a stop of all use stops the next request until it is lifted. */
export async function decide({ ask }: Walk): Promise<Result> {
  const read = async (path: string, body?: object) => {
    const { bytes } = await ask(path, body === undefined ? {} : { method: 'POST', body })
    return choicesView.parse(JSON.parse(bytes.toString('utf8')))
  }
  const isAllowed = ({ choices }: Awaited<ReturnType<typeof read>>, wanted: string) =>
    choices.find(({ purpose }) => purpose === wanted)?.isAllowed
  const first = await read('/api/rights/choices')
  const objected = await read('/api/rights/choices', { purpose: 'analytics', isAllowed: false })
  await read('/api/rights/restriction', { isRestricted: true })
  const stopped = await ask('/api/models')
  await read('/api/rights/restriction', { isRestricted: false })
  const lifted = await ask('/api/models')
  const held = [
    isAllowed(first, 'marketing') === false,
    isAllowed(objected, 'analytics') === false,
    stopped.status === 403,
    lifted.status === 200,
  ]
  return judge(held.filter((is) => !is).length, 'answered-otherwise', { answers: held.length })
}
