import { paths } from './page-assets.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Markup that was written here, as opposed to text that came from somewhere. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** Joins markup and values; a value that is not markup itself is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  const markup = parts.reduce((text, part, index) => {
    const value = values[index - 1] ?? ''
    return `${text}${value instanceof Html ? value.markup : escapeHtml(String(value))}${part}`
  })
  return new Html(markup)
}

/** Markup after markup. */
export const join = (parts: readonly Html[]): Html => new Html(parts.map(({ markup }) => markup).join('\n'))

/** The mark: a print with a ring in it that is not closed, for what is being forgotten. */
const mark = new Html(
  '<svg class="mark" viewBox="0 0 24 24" fill="none" aria-hidden="true"><rect class="print" x="1" y="1" width="22" height="22" rx="4"/><path class="ring" d="M12 6.5a5.5 5.5 0 1 1-5.5 5.5" stroke-width="2" stroke-linecap="round"/><circle cx="12" cy="12" r="1.75" fill="currentColor"/></svg>',
)

/** What search engines and previews say of a page that says nothing else. */
const promise =
  'An image studio that forgets: prompts and pictures are sealed to your session, and gone from the server when you leave.'

export interface PageContent {
  title: string
  body: Html
  /**
   * A slip is one narrow column in the middle; a spread has room for a picture beside the words; a document is long text
   * with a list of its contents, which stands at the side where there is room; a desk is a wide column with tables and forms,
   * a form is a narrow one that begins at the top.
   */
  kind?: 'slip' | 'spread' | 'document' | 'desk' | 'form'
  /** Where the page has something of its own to say to whoever looks for it. */
  description?: string
  /** The one address of a page that may be found. */
  canonical?: string
}

/** What everybody may read from anywhere. */
const footer = html`<footer>
<nav aria-label="Policies and contact">
<a href="/privacy">Privacy</a>
<a href="/terms">Terms</a>
<a href="/content-policy">Content policy</a>
<a href="/trust">Proof</a>
<a href="/contact">Contact</a>
<a href="/report">Report</a>
</nav>
</footer>`

/** A page one comes to from elsewhere leads home by its name. */
const hasWayHome = (kind: PageContent['kind']) => kind === 'document' || kind === 'desk' || kind === 'form'

export function renderPage(content: PageContent): string {
  const { title, body, kind = 'slip', description = promise, canonical } = content
  const address = canonical === undefined ? '' : html`\n<link rel="canonical" href="${canonical}">`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">${address}
<link rel="icon" type="image/svg+xml" href="${paths.mark}">
<link rel="preload" href="${paths.font}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${paths.stylesheet}">
</head>
<body>
<main class="${kind}">
<p class="brand">${hasWayHome(kind) ? html`<a href="/">${mark}GPTImage</a>` : html`${mark}GPTImage`}</p>
${body}
</main>
${footer}
</body>
</html>
`.markup
}
