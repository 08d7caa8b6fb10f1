import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findBarriers } from './studio-browser.ts'

/** What is wider than the window, and what is too small to be hit: forty pixels are the least, but for links in a sentence. */
const misfits = `[
  ...(document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the window'] : []),
  ...[...document.querySelectorAll('button, a[href]:not(p a), textarea, input:not(.sr-only), label:has(input.sr-only)')]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    // What stands in a label is hit wherever the label is.
    .filter((element) => (element.closest('label') ?? element).getBoundingClientRect().height < 39.5)
    .map((element) => 'too small: ' + element.outerHTML.slice(0, 200)),
]`

export async function checkAccess(page: Page): Promise<void> {
  expect(await findBarriers(page)).toEqual([])
  expect(await page.evaluate(misfits)).toEqual([])
}

export const windows = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
] as const

/**
 * Checks what is shown now in a narrow, a middling and a wide window, light and dark. The themes differ in their
 * colours alone, so the second is looked at for these. `arrange` is done anew in each window.
 */
export async function checkEverywhere(
  page: Page,
  arrange?: (width: number) => Promise<void>,
  check: (page: Page) => Promise<void> = checkAccess,
): Promise<void> {
  for (const size of windows) {
    await page.setViewportSize(size)
    await arrange?.(size.width)
    await page.emulateMedia({ colorScheme: 'light' })
    await check(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findBarriers(page, true)).toEqual([])
  }
}

/** A text to be read: its links are as high as its lines. */
export async function checkReading(page: Page): Promise<void> {
  expect(await findBarriers(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
}
