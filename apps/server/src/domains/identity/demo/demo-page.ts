import { html, renderPage } from '#server/pages/index.ts'

/** Who the page proposes to be. */
const demoPerson = { name: 'Ada Example', email: 'ada@example.com' }

/** The demo sign-in: it says plainly that it proves nothing, and where it works. */
export function renderDemoPage({ action, problem }: { action: string; problem?: string }): string {
  const warning = problem === undefined ? '' : html`<p class="note" role="alert">${problem}</p>`
  return renderPage({
    title: 'Demo sign-in · GPTImage',
    body: html`<h1>Demo sign-in</h1>
<p class="second">No password, only on this computer. Be whoever you like: the same e-mail address is the same person.</p>
<form method="post" action="${action}">
${warning}
<label>Name<input name="name" value="${demoPerson.name}" maxlength="200" required autocomplete="off"></label>
<label>E-mail<input name="email" type="email" value="${demoPerson.email}" maxlength="254" required autocomplete="off"></label>
<button class="button" type="submit" name="answer" value="sign-in">Sign in</button>
<button class="button quiet" type="submit" name="answer" value="cancel" formnovalidate>Cancel</button>
</form>`,
  })
}
