import { retentionSeconds } from '#policies/retention.ts'
import { createNewsHandlers, type NewsHandlers } from './handlers.ts'
import { deleteNewsBefore } from './news.store.ts'
import type { NewsParts } from './parts.ts'
import { type News as NewsText, sendNews, type SentNews } from './send-news.ts'

export { isStillWanted } from './is-still-wanted.ts'
export type { NewsParts } from './parts.ts'
export type { SentNews } from './send-news.ts'

/** News by mail to whoever said yes, and the link that ends it. */
export interface News {
  handlers: NewsHandlers
  /** Undefined where mail is off. */
  send(news: NewsText): Promise<SentNews | undefined>
  /** Forgets that news was sent, after its time. */
  sweep(): Promise<void>
}

export function createNews(parts: NewsParts): News {
  return {
    handlers: createNewsHandlers(parts),
    send: async (news) => (parts.mail.isOn ? sendNews(parts, news) : undefined),
    async sweep() {
      const before = new Date(parts.clock.now().getTime() - retentionSeconds['sent-news'] * 1000)
      const count = await deleteNewsBefore(parts.database, before)
      if (count > 0) parts.logger.info('swept', { reason: 'news', count })
    },
  }
}
