import type { Browser, Page } from 'playwright-core'
import type { TestServer } from '../../../packages/testkit/src/test-server.ts'
import { windows } from './check-everywhere.ts'
import { keptPictures, openBrowser, promptField, settled } from './studio-browser.ts'

/* A walk through the main screens, each in every window and both themes, with nothing in it that differs from day to day. */

export interface Screen {
  /** What is shown, the width and the theme: the name of its reference. */
  name: string
  page: Page
  /** Whether axe has looked at this screen elsewhere already. */
  isCheckedElsewhere: boolean
  shoot(): Promise<Buffer>
}

interface Stop {
  name: string
  isCheckedElsewhere?: boolean
  /** Done anew in each window. */
  arrange(page: Page, width: number): Promise<void>
  /** Undoes it in each window. */
  leave?(page: Page): Promise<void>
}

const email = 'reader@example.com'
const words = 'A red fox on a snowy hill at dawn'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
const escape = (page: Page) => page.keyboard.press('Escape')
const firstPicture = (page: Page) =>
  page.getByRole('article', { name: words }).locator('[data-picture]').first()

/** A page for everybody, axe looks at elsewhere. */
const openPage = (name: string): Stop => ({
  name,
  isCheckedElsewhere: true,
  arrange: async (page) => void (await page.goto(`${originOf(page)}/${name}`)),
})

const beforeSession: readonly Stop[] = [
  openPage('contact'),
  openPage('report'),
  {
    name: 'welcome',
    isCheckedElsewhere: true,
    arrange: async (page) => void (await page.goto(originOf(page))),
  },
  {
    name: 'age',
    isCheckedElsewhere: true,
    async arrange(page) {
      await page.goto(`${originOf(page)}/auth/signin`)
      await page.getByLabel('E-mail').fill(email)
      await button(page, 'Sign in').click()
      await page.getByLabel('Age in years').waitFor()
    },
  },
]

const empty: Stop = { name: 'empty', isCheckedElsewhere: true, arrange: async () => undefined }

const withPictures: readonly Stop[] = [
  { name: 'results', isCheckedElsewhere: true, arrange: async (page) => firstPicture(page).waitFor() },
  {
    name: 'facts',
    async arrange(page, width) {
      await firstPicture(page).click()
      if (width < 1200) await button(page, 'Facts').click()
      await page.getByText(/Drawn by a program/).waitFor()
    },
    leave: async (page) =>
      (await page.getByRole('dialog').count()) > 0 ? escape(page) : page.keyboard.press('i'),
  },
  {
    name: 'large',
    async arrange(page) {
      await firstPicture(page).press('Enter')
      await page.getByRole('dialog').getByRole('img', { name: 'Picture 1 of 4' }).waitFor()
    },
    leave: escape,
  },
  {
    name: 'palette',
    async arrange(page) {
      await page.keyboard.press('Control+k')
      await page.getByRole('option').first().waitFor()
    },
    leave: escape,
  },
  {
    name: 'brush',
    async arrange(page) {
      await firstPicture(page).press('e')
      const brush = page.getByRole('dialog', { name: 'Mask for picture 1' })
      await brush.getByRole('button', { name: 'Middle' }).click()
    },
    leave: escape,
  },
]

const withReferences: Stop = {
  name: 'references',
  async arrange(page) {
    await promptField(page).fill('The same hill at night')
    await page.waitForFunction(`document.querySelector('[role="progressbar"]') === null`)
    // In another window the prompt stands elsewhere, and is another field.
    await promptField(page).focus()
  },
}

const refused: Stop = {
  name: 'refusal',
  isCheckedElsewhere: true,
  arrange: async (page) => page.getByText('What to change').first().waitFor(),
}

const leaving: readonly Stop[] = [
  {
    name: 'library',
    async arrange(page) {
      await page.getByRole('link', { name: 'Library' }).first().click()
      await page.getByRole('option').nth(3).waitFor()
    },
  },
  {
    name: 'sign-out',
    async arrange(page, width) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('sign out')
      await page.getByRole('option', { name: 'Sign out' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).waitFor()
      if (width === 0) throw new Error('a window has a width')
    },
    leave: escape,
  },
]

/** Walks through every screen and shows each to `look`. */
export async function walkScreens(
  { browser, server }: { browser: Browser; server: TestServer },
  look: (screen: Screen) => Promise<void>,
): Promise<void> {
  const person = await openBrowser(browser, server.url, {
    locale: 'en-GB',
    timezoneId: 'UTC',
    deviceScaleFactor: 1,
  })
  await person.context.addInitScript(steadyRandom)
  const page = await person.open()
  // Asked with one seed, so that the pictures are the same each time.
  await page.route('**/api/generations', (route) => {
    const body = route.request().postDataJSON()
    return route.request().method() === 'POST'
      ? route.continue({ postData: JSON.stringify({ ...body, seed: 7 }) })
      : route.continue()
  })
  const stopAt = (stops: readonly Stop[]) => walk(page, stops, look)
  await stopAt(beforeSession)
  await page.getByLabel('Age in years').fill('30')
  await button(page, 'Go on').click()
  await promptField(page).waitFor()
  await stopAt([empty])
  await promptField(page).fill(words)
  await button(page, /^Generate/).click()
  await keptPictures(page, words).nth(3).waitFor({ timeout: 120_000 })
  await promptField(page).fill('')
  await stopAt(withPictures)
  await stopAt([withReferences])
  await clearReferences(page)
  await promptField(page).fill('a massacre')
  await button(page, /^Generate/).click()
  await stopAt([refused])
  await stopAt(leaving)
  await person.context.close()
}

async function walk(
  page: Page,
  stops: readonly Stop[],
  look: (screen: Screen) => Promise<void>,
): Promise<void> {
  for (const { name, isCheckedElsewhere = false, arrange, leave } of stops) {
    for (const size of windows) {
      await page.setViewportSize(size)
      await arrange(page, size.width)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        await look({
          name: `${name}-${size.width}-${colorScheme}`,
          page,
          isCheckedElsewhere,
          shoot: () => shoot(page),
        })
      }
      await leave?.(page)
    }
  }
}

/** Each opening of the brush has put the picture beside the prompt once more: one stays. */
async function clearReferences(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  const takeOut = page.getByRole('button', { name: /^Take out picture/ })
  while ((await takeOut.count()) > 0) await takeOut.first().click()
}

async function shoot(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0)
  await page.evaluate(settled)
  await page.evaluate(steadyWords)
  return page.screenshot({ animations: 'disabled' })
}

const originOf = (page: Page): string => new URL(page.url()).origin

/** The grain is drawn by chance; here always by the same. */
const steadyRandom = `{ let state = 1; Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647 }`

/** Moments and durations differ from day to day; in a reference each is the same. */
const steadyWords = `{
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const steady = text.data
      .replace(/\\d{1,2} \\w{3} \\d{4}, \\d{1,2}:\\d{2}:\\d{2}/, '24 Nov 2026, 09:14:00')
      .replace(/(?<![:\\d])\\d{1,2}:\\d{2}\\b(?!:)/, '09:14')
      .replace(/^[0-9.:]+( s)?(?= for \\d pictures)/, '3 s')
    if (steady !== text.data) text.data = steady
  }
}`
