import axe from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { agreeToPartners as agreeToAll } from '../../../packages/testkit/src/studio-driver.ts'
import { findChromium } from '../../../tools/chromium.ts'

/** Starts the browser that these tests look through. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
}

/** One person's browser: its pages, and everything it complained of or asked of somebody else. */
export interface PersonsBrowser {
  context: BrowserContext
  complaints: string[]
  open(path?: string): Promise<Page>
}

/** Of an answer, and of a worker's script when the server is gone. */
const networkLines = ['Failed to load resource', 'An unknown error occurred when fetching the script.']

export async function openBrowser(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<PersonsBrowser> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const complaints: string[] = []
  context.on('request', (request) => {
    const isOwn = /^(?:blob|data):/.test(request.url()) || new URL(request.url()).origin === url
    if (!isOwn) complaints.push(`asked ${request.url()}`)
  })
  const open = async (path = '/') => {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // The browser itself writes a line for each answer that is not 2xx, and for each that does not come.
      const isOfNetwork = networkLines.some((line) => message.text().startsWith(line))
      if (message.type() === 'error' && !isOfNetwork) complaints.push(message.text())
    })
    await page.goto(url + path)
    return page
  }
  return { context, complaints, open }
}

/** Signs somebody in through the demo provider; the question of age is asked at their first time. */
export async function signIn(
  page: Page,
  { name = 'Ada Example', email = 'ada@example.org', agrees = true } = {},
): Promise<void> {
  await page.goto(new URL('/auth/signin', page.url()).href)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const age = page.getByLabel('Age in years')
  await age.or(promptField(page)).first().waitFor()
  if (await age.isVisible()) {
    await age.fill('30')
    await page.getByRole('button', { name: 'Go on' }).click()
  }
  await promptField(page).waitFor()
  if (agrees) await agreeToPartners(page)
}

/** What the question at a partner's first use would ask, answered before it is. */
async function agreeToPartners(page: Page): Promise<void> {
  const { origin } = new URL(page.url())
  await agreeToAll({
    async request(path, { method = 'GET', body } = {}) {
      const headers = { origin, 'content-type': 'application/json' }
      const data = typeof body === 'string' ? { data: body } : {}
      const response = await page.context().request.fetch(`${origin}${path}`, { method, headers, ...data })
      return new Response(response.status() === 204 ? null : await response.text(), {
        status: response.status(),
      })
    },
  })
}

export const promptField = (page: Page) => page.getByRole('textbox', { name: 'Prompt' })

/** Asks for pictures and waits until the device has kept them all. */
export async function makePictures(page: Page, words: string, count = 1): Promise<void> {
  await page.getByRole('radio', { name: String(count), exact: true }).check({ force: true })
  await promptField(page).fill(words)
  await page.getByRole('button', { name: /^Generate/ }).click()
  await keptPictures(page, words)
    .nth(count - 1)
    .waitFor()
}

/** The signs of a request's pictures that the server has no more. */
export const keptPictures = (page: Page, words: string) =>
  page.getByRole('article', { name: words }).getByRole('img', { name: /On this device only/ })

/** Colours are measured when what fades in has come in. */
export const settled = `Promise.all(document.getAnimations()
  .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
  .map((animation) => animation.finished.catch(() => undefined)))`

const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }
const coloursAlone = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/**
 * Of a text also what is laid out only when one comes near: axe passes over the colours of what is not. Not in the studio,
 * where what stands below would move what is looked at.
 */
const wholePage = `{
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('body:not(:has(> #root)) * { content-visibility: visible !important }')
  document.adoptedStyleSheets.push(sheet)
}`

/** What axe finds wrong with the page as it is now, WCAG 2.2 AA; or what of it depends on colours alone. */
export async function findBarriers(page: Page, isOfColoursAlone = false): Promise<string[]> {
  await page.evaluate(settled)
  // Its half a megabyte is read once for each page, and not for each look at it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) {
    await page.evaluate(wholePage)
    await page.evaluate(axe.source)
  }
  const options = { runOnly: isOfColoursAlone ? coloursAlone : everything, resultTypes: ['violations'] }
  return page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0]?.html))`)
}
