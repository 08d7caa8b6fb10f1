import { errorCatalogue, type ErrorCode, type ErrorKind } from '#contract'
import { html, renderPage } from './page.ts'

/** What a kind of failure is called in a few words; the sentence of the code says the rest. */
const titles: Readonly<Partial<Record<ErrorKind, string>>> = {
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  'not-found': 'Nothing here',
  misdirected: 'Another address',
  'rate-limited': 'Too much at once',
  unavailable: 'Out of reach for now',
  bug: 'Something broke on the server',
}

/** What happened and what to do, in the words of the error's code. */
export function renderErrorPage(error: { code: ErrorCode; message: string; incident?: string }): string {
  const title = error.code.startsWith('identity/sign-in-')
    ? 'Not signed in'
    : (titles[errorCatalogue[error.code].kind] ?? 'That did not work')
  const incident = error.incident === undefined ? '' : html`<p><code>incident ${error.incident}</code></p>`
  return renderPage({
    title: `${title} · GPTImage`,
    body: html`<h1>${title}</h1>
<p>${error.message}</p>
${incident}
<a class="button quiet" href="/">To the start page</a>
<p><code>${error.code}</code></p>`,
  })
}
