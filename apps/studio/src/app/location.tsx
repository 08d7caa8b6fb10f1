import type { ReactNode } from 'react'
import { createCell, useCell } from '../live/cell.ts'

const paths = {
  studio: '/',
  library: '/library',
  account: '/account',
  privacy: '/account/privacy',
  shared: '/account/shared',
} as const

export type Page = keyof typeof paths

const here = () => location.pathname + location.search
const address = createCell(here())
addEventListener('popstate', () => address.set(here()))

const pages = Object.keys(paths) as Page[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant

/** The page the address names. A handful of pages need no router of twenty kilobytes. */
export function usePage(): Page {
  const [path] = useCell(address).split('?')
  return pages.find((page) => paths[page] === path) ?? 'studio'
}

/** What the address says beside the page. */
export function useQueryOf(name: string): string | undefined {
  return new URLSearchParams(useCell(address).split('?')[1] ?? '').get(name) ?? undefined
}

/** `query` without its question mark. */
export function goTo(page: Page, { query = '', replacing = false } = {}): void {
  const next = paths[page] + (query === '' ? '' : `?${query}`)
  if (replacing) history.replaceState(null, '', next)
  else if (here() !== next) history.pushState(null, '', next)
  address.set(next)
  scrollTo({ top: 0 })
}

/** Links to the account's pages lead there without loading the studio anew, wherever they are drawn. */
addEventListener('click', (event) => {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (event.defaultPrevented || !isPlain || link === null || link.target !== '') return
  const page = pages.find((one) => paths[one] === link.pathname && link.origin === location.origin)
  if (page === undefined || !paths[page].startsWith('/account/')) return
  event.preventDefault()
  goTo(page, { query: link.search.slice(1) })
})

/** A real link, followed without loading the page anew unless the reader asks for a new tab. */
export function PageLink({
  page,
  className,
  children,
}: {
  page: Page
  className: string
  children: ReactNode
}) {
  const isHere = usePage() === page
  return (
    <a
      href={paths[page]}
      aria-current={isHere ? 'page' : undefined}
      className={className}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        goTo(page)
      }}
    >
      {children}
    </a>
  )
}
