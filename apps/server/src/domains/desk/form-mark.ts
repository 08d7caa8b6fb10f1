import { randomBytes } from 'node:crypto'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'

const markBytes = 16
const shape = /^[\w-]{22}$/

/** Tells one showing of a form from another. It proves nothing: an operator's session does. */
export const makeFormMark = () => randomBytes(markBytes).toString('base64url')

/**
 * By what the table knows that the same was entered with the same form before, by a second press or a reload. Other words in
 * the same form are another entry. Undefined where the form has no mark.
 */
export function indexForm(key: Pick<InstallationKey, 'prove'>, fields: URLSearchParams): Buffer | undefined {
  if (!shape.test(fields.get('form') ?? '')) return undefined
  return key.prove('form', Buffer.from(`desk\0${JSON.stringify([...fields])}`))
}
