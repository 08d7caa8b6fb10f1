import { judge, notChecked, type Result } from '../result.ts'
import type { Walk } from './walk.ts'

/** The session's cookie is closed to scripts and other sites; under https it travels no other way, and no other host sets it. */
export async function checkCookie({ endedCookie, parts }: Walk): Promise<Result> {
  if (endedCookie === undefined) return notChecked('not-reached')
  const isHttps = parts.publicUrl.protocol === 'https:'
  const wanted = [
    /; HttpOnly(?:;|$)/i,
    /; SameSite=(?:Lax|Strict)(?:;|$)/i,
    /; Path=\/(?:;|$)/i,
    ...(isHttps ? [/; Secure(?:;|$)/i, /^__Host-/] : []),
  ]
  const faults = wanted.filter((pattern) => !pattern.test(endedCookie)).length
  return judge(faults + (/; Domain=/i.test(endedCookie) ? 1 : 0), 'answered-otherwise', { answers: 1 })
}
