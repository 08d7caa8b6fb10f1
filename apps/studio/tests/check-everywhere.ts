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

/** Checks what is shown now in a narrow, a middling and a wide window, light and dark. `arrange` is done anew in each window. */
export async function checkEverywhere(page: Page, arrange?: (width: number) => Promise<void>): Promise<void> {
  for (const size of windows) {
    await page.setViewportSize(size)
    await arrange?.(size.width)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await checkAccess(page)
    }
  }
}
