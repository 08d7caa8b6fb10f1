export { renderAgePage } from './age-page.ts'
export { renderErrorPage } from './error-page.ts'
export { escapeHtml, html, Html, renderPage, stylesheet } from './page.ts'
export { renderWelcomePage } from './welcome-page.ts'
