import type { ReactNode } from 'react'
import { createCell, useCell } from '../live/cell.ts'

export type Page = 'studio' | 'account'

const paths = { studio: '/', account: '/account' } as const

const pathname = createCell(location.pathname)
addEventListener('popstate', () => pathname.set(location.pathname))

/** The page the address names. Two pages need no router of twenty kilobytes; the third may. */
export function usePage(): Page {
  return useCell(pathname) === paths.account ? 'account' : 'studio'
}

export function goTo(page: Page): void {
  if (location.pathname !== paths[page]) history.pushState(null, '', paths[page])
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
