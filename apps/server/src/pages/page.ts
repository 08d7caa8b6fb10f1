import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'

const bytes = readFileSync(new URL('./pages.css', import.meta.url))

/** The one stylesheet of all server-made pages, under a name that changes with it. */
export const stylesheet = {
  path: `/assets/pages-${createHash('sha256').update(bytes).digest('base64url').slice(0, 12)}.css`,
  bytes,
}

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

/** The darkroom's mark: a ring that is not closed, for what is being forgotten. */
const mark = new Html(
  '<svg class="mark" viewBox="0 0 24 24" fill="none" aria-hidden="true"><path d="M12 4.5a7.5 7.5 0 1 1-7.5 7.5" stroke="currentColor" stroke-width="2" stroke-linecap="round"/><circle cx="12" cy="12" r="2" fill="currentColor"/></svg>',
)

export function renderPage({ title, body }: { title: string; body: Html }): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheet.path}">
</head>
<body>
<main>
<p class="brand">${mark}GPTImage</p>
${body}
</main>
</body>
</html>
`.markup
}
