import { profileView } from '#contract'
import { bad, judge, type Result } from '../result.ts'
import type { Walk } from './walk.ts'

/** A corrected name is the name from then on. */
export async function correctName({ ask, marker }: Walk): Promise<Result> {
  const name = `${marker} corrected`
  const { status } = await ask('/api/rights/profile', { method: 'POST', body: { name } })
  if (status !== 200) return bad('answered-otherwise', { answers: 1 })
  const { bytes } = await ask('/api/rights/profile')
  const told = profileView.parse(JSON.parse(bytes.toString('utf8')))
  return judge(told.name === name && told.corrected.name ? 0 : 1, 'answered-otherwise', { answers: 2 })
}
