import { html, type Html } from '#server/pages/index.ts'

const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

/** "29 November 2026 at 05:44 UTC": a page without script cannot know the reader's own time. */
export const renderMoment = (moment: Date): Html =>
  html`<time datetime="${moment.toISOString()}">${words.format(moment)} UTC</time>`
