import { html, renderPage } from './page.ts'

/** What happened and what to do, in the words of the error's code. */
export function renderErrorPage(error: { code: string; message: string; incident?: string }): string {
  const incident = error.incident === undefined ? '' : html`<p><code>incident ${error.incident}</code></p>`
  return renderPage({
    title: 'GPTImage',
    body: html`<h1>That did not work</h1>
<p>${error.message}</p>
${incident}
<a class="button quiet" href="/">Back to the start</a>
<p><code>${error.code}</code></p>`,
  })
}
