import { type AccountReference, parseId } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'

/** The same for every account, so that a token opens for whoever it names. */
const bind = 'link'

/**
 * What stands in the link of a mail: the pseudonym of an account, sealed under the installation key. It reads as noise, no
 * two are alike, and nobody else can make one. It does not expire: who finds an old mail may still say no.
 */
export const makeUnsubscribeToken = (installationKey: InstallationKey, reference: AccountReference): string =>
  installationKey.seal('unsubscribe', Buffer.from(reference, 'utf8'), bind).toString('base64url')

/** Whom a token names, whether or not there still is such an account; undefined for one that was not made here. */
export function openUnsubscribeToken(
  installationKey: InstallationKey,
  token: string,
): AccountReference | undefined {
  try {
    const opened = installationKey.open('unsubscribe', Buffer.from(token, 'base64url'), bind)
    return parseId('ref', opened.toString('utf8'))
  } catch {
    // Made elsewhere, changed or cut: no difference is told.
    return undefined
  }
}
