import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** What is there for those who want to know more, behind one word. */
export function Details({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="-mx-2 inline-flex min-h-10 cursor-pointer items-center gap-1 rounded-control px-2 text-13 text-ink-second hover:text-ink pointer-coarse:min-h-11">
        <ChevronRight
          size={14}
          strokeWidth={1.5}
          aria-hidden="true"
          className="transition-transform group-open:rotate-90"
        />
        {name}
      </summary>
      {children}
    </details>
  )
}
