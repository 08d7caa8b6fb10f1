import { readFileSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from 'playwright-core'
import { signIn as signInByRequests } from '../../../packages/testkit/src/sign-in.ts'
import { agreeToPartners } from '../../../packages/testkit/src/studio-driver.ts'
import { findChromium } from '../../../tools/chromium.ts'

/** Starts the browser that these tests look through. */
export function launchBrowser(): Promise<Browser> {
  // Without windows it would fit letters to whole pixels, and break lines elsewhere than the other.
  const args = ['--no-sandbox', '--font-render-hinting=none']
  return chromium.launch({ executablePath: findChromium() ?? '', args })
}

/** One person's browser: its pages, and everything it complained of or asked of somebody else. */
export interface PersonsBrowser {
  context: BrowserContext
  complaints: string[]
  open(path?: string): Promise<Page>
  /** For the next test, as if nobody had been here: its engine, which has run the studio once, is warm. */
  renew(): Promise<Page>
}

/** Of an answer, and of a worker's script when the server is gone. */
const networkLines = ['Failed to load resource', 'An unknown error occurred when fetching the script.']

const viewport = { width: 1440, height: 900 }

export async function openBrowser(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<PersonsBrowser> {
  const context = await browser.newContext({ viewport, ...options })
  const complaints: string[] = []
  context.on('request', (request) => {
    const isOwn = /^(?:blob|data):/.test(request.url()) || new URL(request.url()).origin === url
    if (!isOwn) complaints.push(`asked ${request.url()}`)
  })
  const open = async (path = '/') => {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    page.on('console', (message) => {
      // The browser itself writes a line for each answer that is not 2xx, and for each that does not come.
      const isOfNetwork = networkLines.some((line) => message.text().startsWith(line))
      if (message.type() === 'error' && !isOfNetwork) complaints.push(message.text())
    })
    await page.goto(url + path)
    return page
  }
  const renew = async () => {
    const [page = await open(), ...others] = context.pages()
    for (const other of others) await other.close()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.emulateMedia({ colorScheme: null })
    await page.setViewportSize(viewport)
    await context.setOffline(false)
    await context.setExtraHTTPHeaders({})
    await context.clearCookies()
    await page.goto(url)
    await askChromium(page, async (chromium) => {
      await chromium.send('Storage.overrideQuotaForOrigin', { origin: url })
      await chromium.send('Storage.clearDataForOrigin', { origin: url, storageTypes: 'all' })
    })
    await page.goto(url)
    return page
  }
  return { context, complaints, open, renew }
}

/** What Playwright has no word for is asked of Chromium itself. */
async function askChromium(page: Page, ask: (chromium: CDPSession) => Promise<unknown>): Promise<void> {
  const chromium = await page.context().newCDPSession(page)
  await ask(chromium)
  await chromium.detach()
}

/**
 * Signs somebody in as a browser does, and opens the studio; nobody looks at the steps, which are clicked through and
 * looked at where they are what is tested.
 */
export async function signIn(
  page: Page,
  { name = 'Ada Example', email = 'ada@example.org', agrees = true } = {},
): Promise<void> {
  const { origin } = new URL(page.url())
  const userAgent = await page.evaluate<string>('navigator.userAgent')
  const client = await signInByRequests(origin, { name, email }, { userAgent })
  // What the question at a partner's first use would ask, answered before it is.
  if (agrees) await agreeToPartners(client)
  const cookies = client.cookieHeader.split('; ').map((cookie) => cookie.split('='))
  await page.context().addCookies(
    cookies.map(([cookie = '', ...value]) => ({
      name: cookie,
      value: value.join('='),
      url: origin,
      httpOnly: true,
      sameSite: 'Lax' as const,
    })),
  )
  await page.goto(origin)
  await promptField(page).waitFor()
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

const axe = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** What axe finds wrong with the page as it is now, WCAG 2.2 AA; or what of it depends on colours alone. */
export async function findBarriers(page: Page, isOfColoursAlone = false): Promise<string[]> {
  await page.evaluate(settled)
  // Its half a megabyte is read once for each page, and not for each look at it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) {
    await page.evaluate(wholePage)
    // Past Playwright, which has a script read three times over before it runs.
    await askChromium(page, (chromium) => chromium.send('Runtime.evaluate', { expression: axe }))
  }
  const options = { runOnly: isOfColoursAlone ? coloursAlone : everything, resultTypes: ['violations'] }
  return page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0]?.html))`)
}
