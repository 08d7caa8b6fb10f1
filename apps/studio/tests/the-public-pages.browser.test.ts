import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { findBarriers, launchBrowser, openBrowser, promptField, signIn } from './studio-browser.ts'

/* What anybody may read, in three widths, light and dark: axe finds nothing, nothing overflows, nothing comes from elsewhere. */

const root = fileURLToPath(new URL('../../../', import.meta.url))
let named: TestServer
let unnamed: TestServer
let browser: Browser
beforeAll(async () => {
  named = await startTestServer({ environment: { OPERATOR_FILE: join(root, 'docs/operator.example.yaml') } })
  unnamed = await startTestServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await named.dispose()
  await unnamed.dispose()
})

const tooWide = 'document.documentElement.scrollWidth - innerWidth'

test.each(['/privacy', '/terms', '/content-policy', '/trust'])('%s is for everyone', async (path) => {
  for (const { url } of [named, unnamed]) {
    const person = await openBrowser(browser, url)
    const page = await person.open(path)
    for (const width of [390, 820, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect({ width, colorScheme, barriers: await findBarriers(page) }).toMatchObject({ barriers: [] })
        expect(await page.evaluate(tooWide)).toBe(0)
      }
    }
    expect(person.complaints).toEqual([])
    await person.context.close()
  }
})

test('from the first page one finds the policy, and in it the place one looks for', async () => {
  const person = await openBrowser(browser, named.url)
  const page = await person.open()

  await page.getByRole('link', { name: 'Privacy' }).click()
  await page.getByRole('link', { name: 'Everything that is kept' }).click()

  expect(new URL(page.url()).hash).toBe('#kept')
  expect(await page.getByRole('heading', { name: 'Everything that is kept' }).isVisible()).toBe(true)
  await page.getByRole('link', { name: 'GPTImage', exact: true }).click()
  expect(new URL(page.url()).pathname).toBe('/')
  await person.context.close()
})

test('what is new in the policies is asked before the studio opens, and read by everyone', async () => {
  const first = await openBrowser(browser, named.url)
  await signIn(await first.open(), { email: 'asked@example.org', agrees: false })
  await askDatabase(named, 'update accounts set acknowledged_version = 0')
  const person = await openBrowser(browser, named.url)
  const page = await person.open()

  await page.goto(`${named.url}/auth/signin`)
  await page.getByLabel('Name').fill('Ada Example')
  await page.getByLabel('E-mail').fill('asked@example.org')
  await page.getByRole('button', { name: 'Sign in' }).click()

  await page.getByRole('heading', { name: 'What changed since you were last here' }).waitFor()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await findBarriers(page)).toEqual([])
    expect(await page.evaluate(tooWide)).toBe(0)
  }
  await page.getByRole('button', { name: 'Go on' }).click()
  await promptField(page).waitFor()
  await person.context.close()
  await first.context.close()
})
