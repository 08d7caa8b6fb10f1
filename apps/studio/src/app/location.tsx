import type { ReactNode } from 'react'
import { createCell, useCell } from '../live/cell.ts'

const paths = {
  studio: '/',
  library: '/library',
  account: '/account',
  privacy: '/account/privacy',
} as const

export type Page = keyof typeof paths

const pathname = createCell(location.pathname)
addEventListener('popstate', () => pathname.set(location.pathname))

const pages = Object.keys(paths) as Page[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant

/** The page the address names. A handful of pages need no router of twenty kilobytes. */
export function usePage(): Page {
  const path = useCell(pathname)
  return pages.find((page) => paths[page] === path) ?? 'studio'
}

export function goTo(page: Page, { replacing = false } = {}): void {
  if (replacing) history.replaceState(null, '', paths[page])
  else if (location.pathname !== paths[page]) history.pushState(null, '', paths[page])
  pathname.set(paths[page])
  scrollTo({ top: 0 })
}

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
