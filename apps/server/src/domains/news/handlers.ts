import { findAccountOfReference } from '#server/domains/identity/index.ts'
import type { RouteHandlers } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { renderUnsubscribedPage, renderUnsubscribePage } from '#server/pages/index.ts'
import type { NewsParts } from './parts.ts'
import { openUnsubscribeToken } from './unsubscribe-token.ts'

export type NewsHandlers = Required<Pick<RouteHandlers, 'unsubscribePage' | 'unsubscribe'>>

/** @see RFC 8058, 3.1: what a mail program posts, without cookie and sign-in */
export function createNewsHandlers(parts: NewsParts): NewsHandlers {
  const { brand } = parts.operator
  const requireReference = (token = '') => {
    const reference = openUnsubscribeToken(parts.installationKey, token)
    if (reference === undefined) throw new AppError('news/link-unknown')
    return reference
  }
  return {
    async unsubscribePage({ params }) {
      const { token = '' } = params
      requireReference(token)
      return { html: renderUnsubscribePage({ token, brand }) }
    },

    async unsubscribe({ params, readForm }) {
      const accountReference = requireReference(params['token'])
      const form = await readForm()
      if (form.getAll('List-Unsubscribe').join() !== 'One-Click') throw new AppError('http/invalid-body')
      const accountId = await findAccountOfReference(parts.database, accountReference)
      // Whoever is erased gets none either: it is as they want it.
      if (accountId !== undefined)
        await parts.rights.withdrawByMail({ accountId, accountReference }, 'marketing')
      return { html: renderUnsubscribedPage({ brand }) }
    },
  }
}
