import { type ReactNode, useState } from 'react'
import type { Library } from '../../library/index.ts'
import { Button } from '../../ui/button.tsx'
import { tl } from '../../messages/library/messages.ts'

/** Nothing is here: how pictures come here, or why they are here no more. */
export function EmptyLibrary({
  library,
  studioLink,
}: {
  library: Library
  studioLink(children: ReactNode, className: string): ReactNode
}) {
  const [cleared, setCleared] = useState(library.clearedByBrowser)
  if (cleared > 0) {
    return (
      <section className="grid max-w-2xl gap-4 py-8 compact:py-16">
        <h2 className="text-28 tracking-[-0.01em]">{tl('library.cleared-title')}</h2>
        <p className="max-w-[60ch] text-16 text-ink-second">{tl('library.cleared', { count: cleared })}</p>
        <p className="max-w-[60ch] text-ink-second">{tl('library.cleared-advice')}</p>
        <div>
          <Button
            onClick={() => {
              library.forgetClearing()
              setCleared(0)
            }}
          >
            {tl('library.cleared-seen')}
          </Button>
        </div>
      </section>
    )
  }
  return (
    <section className="grid max-w-2xl gap-4 py-8 compact:py-16">
      <h2 className="text-28 tracking-[-0.01em]">{tl('library.empty-title')}</h2>
      <p className="max-w-[60ch] text-16 text-ink-second">{tl('library.empty')}</p>
      <div>
        {studioLink(
          tl('library.to-studio'),
          'inline-flex min-h-11 items-center rounded-control bg-safelight px-4 font-600 text-on-safelight hover:brightness-110',
        )}
      </div>
    </section>
  )
}

export function NoMatch({ query, onClear }: { query: string; onClear(): void }) {
  return (
    <section role="status" className="grid justify-items-start gap-4 py-8">
      <p className="text-16 [overflow-wrap:anywhere]">{tl('library.no-match', { query })}</p>
      <Button onClick={onClear}>{tl('library.show-all')}</Button>
    </section>
  )
}
