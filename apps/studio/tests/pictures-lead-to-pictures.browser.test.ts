import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakePartner, startFakePartner } from '../../../packages/testkit/src/fake-partner.ts'
import { askDatabase } from '../../../packages/testkit/src/inside-server.ts'
import { startTestServer, type TestServer } from '../../../packages/testkit/src/test-server.ts'
import { checkAccess } from './check-everywhere.ts'
import {
  keptPictures,
  launchBrowser,
  makePictures,
  openBrowser,
  type PersonsBrowser,
  promptField,
  signIn,
} from './studio-browser.ts'

/* A picture is edited, its facts stand beside the stage, and it is asked for again with what it was made from. */

let partner: FakePartner
let server: TestServer
let browser: Browser
let person: PersonsBrowser
let page: Page

beforeAll(async () => {
  partner = await startFakePartner()
  ;[server, browser] = await Promise.all([startTestServer({ partnerUrl: partner.baseUrl }), launchBrowser()])
  person = await openBrowser(browser, server.url)
})
beforeEach(async () => {
  page = await person.renew()
  await signIn(page)
})
afterEach(async () => {
  expect(person.complaints).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
  await partner.close()
})

const brush = () => page.getByRole('dialog', { name: 'Mask for picture 1' })
const facts = () => page.getByRole('complementary', { name: 'Facts of this picture' })
const generated = () =>
  askDatabase(
    server,
    'select cardinality(reference_ids) as given, mask_id is not null as masked from generations order by created_at',
  )

const notes = () => page.getByRole('region', { name: 'Notes' })

async function signOutAndIn(): Promise<void> {
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByText('The room is empty').waitFor()
  await signIn(page)
}

/** Redraws the middle of a picture that has the focus. */
async function redraw(words: string): Promise<void> {
  await page.keyboard.press('e')
  await brush().getByRole('button', { name: 'Middle' }).click()
  await brush().getByRole('button', { name: 'Use this mask' }).click()
  await brush().waitFor({ state: 'detached' })
  await promptField(page).fill(words)
  await page.getByRole('button', { name: /^Generate/ }).click()
  await keptPictures(page, words).first().waitFor()
}

test('E puts a picture beside the prompt with the brush open on it, and the two know of each other', async () => {
  await makePictures(page, 'a quiet harbour')
  await page.getByRole('button', { name: 'Picture 1 of 1' }).focus()
  await redraw('a red boat')

  await page
    .getByRole('article', { name: 'a quiet harbour' })
    .getByRole('button', { name: 'Picture 1 of 1' })
    .click()
  await facts().getByText('Nothing left this server').waitFor()
  await facts().getByText('Drawn by a program, not AI (IPTC)').waitFor()
  await checkAccess(page)
  await facts().getByRole('button', { name: 'Show: Result 1' }).click()
  await facts().getByText('a red boat').waitFor()
  const mask = facts().getByRole('region', { name: 'Made from' }).getByRole('img', { name: 'The mask' })
  expect(await mask.evaluate((image: Element) => getComputedStyle(image).colorScheme)).toBe('light')
  await checkAccess(page)
  await facts().getByRole('button', { name: 'Show: Picture 1' }).click()
  await facts().getByText('a quiet harbour').waitFor()
  await page.keyboard.press('i')
  await facts().waitFor({ state: 'detached' })
})

test('a key that leads to the prompt writes nothing there, and after a deleted row the next has the focus', async () => {
  await makePictures(page, 'a quiet harbour')
  await makePictures(page, 'a red boat')
  const focused = () => page.evaluate<string>('document.activeElement.ariaLabel ?? document.activeElement.id')
  const newest = page.getByRole('button', { name: 'Picture 1 of 1' }).first()
  await newest.press('r')
  await page.getByRole('listitem', { name: 'Picture 1' }).waitFor()
  await expect.poll(focused).toBe('prompt')
  await newest.press('Enter')
  await page.getByRole('dialog', { name: 'Picture' }).press('r')
  await page.getByRole('listitem', { name: 'Picture 2' }).waitFor()
  expect(await promptField(page).inputValue()).toBe('a red boat')

  await page
    .getByRole('article', { name: 'a red boat' })
    .getByRole('button', { name: 'Delete these pictures and their words' })
    .press('Enter')
  await expect.poll(focused).toBe('a quiet harbour')
})

test('who is writing goes on writing when the window becomes another', async () => {
  const settings = page.getByRole('button', { name: /^Settings/ })
  await promptField(page).fill('a boat')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.setViewportSize({ width: 820, height: 1180 })
  await settings.waitFor()
  await page.keyboard.type(' red')
  await page.setViewportSize({ width: 1440, height: 900 })
  await settings.waitFor({ state: 'detached' })
  await page.keyboard.type(' fishing')
  expect(await promptField(page).inputValue()).toBe('a red fishing boat')
})

test('where the chosen model does not redraw parts, editing chooses one that does and says so', async () => {
  await page.route('**/api/models', async (route) => {
    const answer = await route.fetch()
    const { models } = await answer.json()
    const changed = models.map((model: { id: string }) => ({
      ...model,
      masks: model.id === 'builtin/sketch',
    }))
    await route.fulfill({ json: { models: changed } })
  })
  await page.reload()
  await makePictures(page, 'a quiet harbour')
  await page.getByRole('button', { name: 'Sketch', exact: true }).click()
  await page.getByRole('radio', { name: /Plain picture/ }).click({ force: true })
  await page.getByRole('button', { name: 'Picture 1 of 1' }).focus()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('What do you want to do?').fill('edit a part')
  await page.keyboard.press('Enter')
  await brush().getByRole('button', { name: 'Cancel' }).click()
  await notes().getByText('Sketch is chosen now: Plain picture does not redraw parts.').waitFor()
})

test('in a later sitting the same is asked again with what the device has kept of it, or not at all', async () => {
  await makePictures(page, 'a quiet harbour')
  await page.getByRole('button', { name: 'Picture 1 of 1' }).focus()
  await redraw('a red boat')
  await signOutAndIn()
  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByRole('option', { name: /a red boat/ }).click()
  await page.getByRole('region', { name: 'Made from' }).getByRole('img', { name: 'The mask' }).waitFor()
  await checkAccess(page)

  const before = (await generated()).length
  await page.getByRole('button', { name: 'Ask for the same again' }).click()
  await expect.poll(async () => (await generated()).slice(before)).toEqual([{ given: 1, masked: true }])
  await keptPictures(page, 'a red boat').waitFor()
  await page.getByRole('button', { name: 'Reuse', exact: true }).first().click()
  await page
    .getByRole('listitem', { name: 'Picture 1' })
    .getByRole('img', { name: 'What is drawn anew' })
    .waitFor()

  // The first picture goes, and with it what the second was made from.
  await page.getByRole('link', { name: 'Library' }).first().click()
  await page.getByRole('option', { name: /a quiet harbour/ }).focus()
  await page.keyboard.press('Delete')
  await notes().getByText('Deleting this picture in a moment').waitFor()
  await notes().waitFor({ state: 'detached' })
  await signOutAndIn()
  await page.getByRole('link', { name: 'Library' }).first().click()
  await page
    .getByRole('option', { name: /a red boat/ })
    .first()
    .click()
  const asked = (await generated()).length
  await page.getByRole('button', { name: 'Ask for the same again' }).click()
  await notes()
    .getByText(/One picture it was given is neither on the server nor on this device/)
    .waitFor()
  expect(await generated()).toHaveLength(asked)
})

test('what is cancelled is told together with the credits it gives back', async () => {
  partner.behave({ kind: 'hang' })
  await page.getByRole('button', { name: 'Sketch', exact: true }).click()
  await page.getByRole('radio', { name: /Plain picture/ }).click({ force: true })
  await page.keyboard.press('Escape')
  const credits = page.locator('header').getByText(/^[0-9]+ credits?$/)
  const full = await credits.textContent()
  await promptField(page).fill('a slow boat')
  await page.getByRole('button', { name: /^Generate/ }).click()
  await page
    .getByText(/usually/)
    .first()
    .waitFor()
  await page.evaluate(watchCancelled)

  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Cancelled by you.').waitFor()

  expect(await page.evaluate('window.creditsWhenCancelled')).toBe(full)
})

/** Notes what the header says at the very moment at which the row says that it is over. */
const watchCancelled = `new MutationObserver((_, observer) => {
  if (!document.body.textContent.includes('Cancelled by you.')) return
  window.creditsWhenCancelled = [...document.querySelectorAll('header p')].find((one) => /credit/.test(one.textContent)).textContent
  observer.disconnect()
}).observe(document.body, { subtree: true, childList: true, characterData: true })`
