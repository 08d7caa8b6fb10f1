export { renderAgePage } from './age-page.ts'
export { renderErrorPage } from './error-page.ts'
export { html, renderPage, stylesheet } from './page.ts'
export { renderWelcomePage } from './welcome-page.ts'
