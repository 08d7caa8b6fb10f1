import { CheckSquare, HardDrive, Search, VenetianMask } from 'lucide-react'
import type { Library, LibraryIndex } from '../../library/index.ts'
import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { formatBytes } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { sumOfBytes } from './sum-of-bytes.ts'
import { tl } from '../../messages/library/messages.ts'

export interface LibraryBarProps {
  library: Library
  index: LibraryIndex
  query: string
  onQuery(query: string): void
  onSelect(): void
  onStorage(): void
}

const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const

/** How much is here, the search, and the ways to choosing and to the meter. */
export function LibraryBar({ library, index, query, onQuery, onSelect, onStorage }: LibraryBarProps) {
  const count = index.length
  return (
    <header className="sticky top-14 z-20 -mx-3 grid gap-2 bg-ground px-3 py-3 compact:-mx-6 compact:px-6 wide:-mx-8 wide:px-8">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="me-auto flex items-baseline gap-3">
          <h1 id="library-title" className="text-20">
            {t('nav.library')}
          </h1>
          {count > 0 && (
            <p className="figures text-13 text-ink-second">
              {tl('library.amount', {
                count,
                figure: formatFigure(count),
                size: formatBytes(sumOfBytes(index)),
              })}
            </p>
          )}
        </div>
        {count > 0 && (
          <div className="order-last flex w-full items-center gap-2 rounded-control border border-edge/70 bg-raised px-3 has-focus-visible:outline-2 has-focus-visible:outline-safelight compact:order-none compact:w-64 wide:w-80">
            <Search {...icon} className="shrink-0 text-ink-second" />
            <input
              type="search"
              data-search=""
              value={query}
              dir="auto"
              autoComplete="off"
              enterKeyHint="search"
              aria-label={tl('library.search')}
              placeholder={tl('library.search')}
              onChange={(event) => onQuery(event.target.value)}
              onKeyDown={(event) => event.key === 'Escape' && onQuery('')}
              className="min-h-10 w-full min-w-0 bg-transparent text-16 outline-none compact:text-14 pointer-coarse:min-h-11"
            />
          </div>
        )}
        <div className="flex gap-2">
          {count > 0 && (
            <Button className="px-3!" icon={<CheckSquare {...icon} />} onClick={onSelect}>
              <span className="sr-only compact:not-sr-only">{tl('library.select')}</span>
            </Button>
          )}
          <Button aria-haspopup="dialog" className="px-3!" icon={<HardDrive {...icon} />} onClick={onStorage}>
            <span className="sr-only compact:not-sr-only">{tl('library.storage')}</span>
          </Button>
        </div>
      </div>
      {!library.hasFiles && (
        <p className="flex items-start gap-2 text-13 text-ink-second">
          <VenetianMask {...icon} className="mt-px shrink-0 text-caution" />
          {tl('library.private')}
        </p>
      )}
    </header>
  )
}
