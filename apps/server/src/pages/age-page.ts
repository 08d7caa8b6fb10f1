import { html, renderPage } from './page.ts'

/** The question of age: it does not say which answer is hoped for. `problem` is shown above the field. */
export function renderAgePage({ problem }: { problem?: string } = {}): string {
  const warning = problem === undefined ? '' : html`<p id="problem" class="note" role="alert">${problem}</p>`
  const fault = problem === undefined ? '' : html` aria-invalid="true" aria-describedby="problem"`
  return renderPage({
    title: 'One question · GPTImage',
    body: html`<h1>How old are you?</h1>
<p class="second">Asked once. Your age is not stored, only that you may use the service.</p>
<form method="post" action="/auth/age">
${warning}
<label>Age in years<input name="age" type="number" inputmode="numeric" min="0" max="150" step="1" required autocomplete="off" autofocus${fault}></label>
<p class="second">By going on you accept the <a href="/terms">terms</a>. What is done with your data stands in the <a href="/privacy">privacy policy</a>.</p>
<button class="button" type="submit">Go on</button>
</form>`,
  })
}
