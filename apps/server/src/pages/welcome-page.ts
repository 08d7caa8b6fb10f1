import { paths } from './page-assets.ts'
import { Html, html, renderPage } from './page.ts'

/** Google's letter, as its guidelines give it. @see https://developers.google.com/identity/branding-guidelines */
const googleLetter = new Html(
  '<svg viewBox="0 0 48 48" aria-hidden="true"><path fill="#EA4335" d="M24 9.5c3.54 0 6.71 1.22 9.21 3.6l6.85-6.85C35.9 2.38 30.47 0 24 0 14.62 0 6.51 5.38 2.56 13.22l7.98 6.19C12.43 13.72 17.74 9.5 24 9.5z"/><path fill="#4285F4" d="M46.98 24.55c0-1.57-.15-3.09-.38-4.55H24v9.02h12.94c-.58 2.96-2.26 5.48-4.78 7.18l7.73 6c4.51-4.18 7.09-10.36 7.09-17.65z"/><path fill="#FBBC05" d="M10.53 28.59c-.48-1.45-.76-2.99-.76-4.59s.27-3.14.76-4.59l-7.98-6.19C.92 16.46 0 20.12 0 24c0 3.88.92 7.54 2.56 10.78l7.97-6.19z"/><path fill="#34A853" d="M24 48c6.48 0 11.93-2.13 15.89-5.81l-7.73-6c-2.15 1.45-4.92 2.3-8.16 2.3-6.26 0-11.57-4.22-13.47-9.91l-7.98 6.19C6.51 42.62 14.62 48 24 48z"/></svg>',
)

/** A real picture of the built-in model, developing as it does in the studio; the finished one alone where nothing may move. */
const picture = html`<figure>
<div class="developing">
<img src="${paths.finished}" width="1024" height="1024" fetchpriority="high" alt="Three sailing boats on calm water at sunset">
<img src="${paths.fine}" width="1024" height="1024" alt="">
<img src="${paths.coarse}" width="1024" height="1024" alt="">
</div>
<figcaption>“three sailing boats at sunset” · drawn by the built-in sketch, not AI</figcaption>
</figure>`

/** What one sees without a session: what this is, what it forgets, and the way in. */
export function renderWelcomePage({ isDemo }: { isDemo: boolean }): string {
  const way = isDemo
    ? html`<a class="button" href="/auth/signin">Try it with the demo sign-in</a>
<p class="note">This installation runs on one computer only, so a demo sign-in stands in for Google. It asks for no password.</p>`
    : html`<a class="google" href="/auth/signin">${googleLetter}Sign in with Google</a>`
  return renderPage({
    title: 'GPTImage: an image studio that forgets',
    kind: 'spread',
    body: html`<div class="words">
<h1>Make images here. Keep them with you.</h1>
<p class="second">Write a prompt, watch the picture develop, take it with you. The server forgets the rest.</p>
${way}
</div>
${picture}
<ul>
<li><strong>Sealed while you work</strong>Your prompts and pictures open for your session only.</li>
<li><strong>Gone when you leave</strong>Signing out destroys the keys at once; the bytes follow within a minute.</li>
<li><p><strong>You see who receives what</strong>Each model says where your prompt goes and for how long, before you send it. <a href="/trust">Each promise, with its last proof</a></p></li>
</ul>`,
  })
}
