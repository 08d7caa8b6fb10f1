import type { ReactNode } from 'react'
import { Toasts } from './toasts.tsx'

/** What stays in sight at the foot of a narrow window; notes stand above it, so that they hide none of it. */
export function BottomBar({ children }: { children: ReactNode }) {
  return (
    <div className="safe-bottom sticky bottom-0 z-20 bg-ground">
      <div className="pointer-events-none absolute inset-x-0 bottom-full pb-2">
        <Toasts />
      </div>
      {children}
    </div>
  )
}
