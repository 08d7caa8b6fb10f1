import { escapeHtml } from '#server/pages/index.ts'
import type { Look } from '../../parts.ts'
import { judge, notChecked, type Result } from '../../result.ts'

/** The pages name who runs this, and how to reach them. */
export async function checkOperator({ parts, server }: Look): Promise<Result> {
  if (server === undefined) return notChecked('no-server')
  const { name, privacyEmail, securityEmail } = parts.operator
  const wanted: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['/privacy', [escapeHtml(name), privacyEmail]],
    ['/terms', [escapeHtml(name)]],
    ...(securityEmail === undefined ? [] : [['/.well-known/security.txt', [securityEmail]] as const]),
  ]
  let faults = 0
  for (const [path, said] of wanted) {
    const { status, bytes } = await server.ask(path)
    const text = bytes.toString('utf8')
    const missing = said.filter((words) => words !== undefined && !text.includes(words))
    faults += missing.length + (status === 200 ? 0 : 1)
  }
  return judge(faults, 'answered-otherwise', { pages: wanted.length })
}
