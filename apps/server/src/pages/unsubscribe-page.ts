import { html, renderPage } from './page.ts'

/** Behind the link in a news. Programs open links before people do: nothing happens until the button is pressed. */
export function renderUnsubscribePage({ token, brand }: { token: string; brand: string }): string {
  return renderPage({
    title: `No more news · ${brand}`,
    body: html`<h1>No more news?</h1>
<p class="second">You will get no more news of ${brand} by mail. Answers to what you ask still reach you.</p>
<form method="post" action="/unsubscribe/${token}">
<input type="hidden" name="List-Unsubscribe" value="One-Click">
<button class="button" type="submit">No more news</button>
</form>`,
  })
}

export function renderUnsubscribedPage({ brand }: { brand: string }): string {
  return renderPage({
    title: `No more news · ${brand}`,
    body: html`<h1>Done</h1>
<p>You will get no more news of ${brand}. It holds from now on.</p>
<p class="second">Should you want them again, switch them on in your account, under Privacy.</p>
<a class="button quiet" href="/">To the start page</a>`,
  })
}
