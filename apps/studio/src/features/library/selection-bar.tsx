import { Download, FolderArchive, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { tl } from '../../messages/library/messages.ts'

export interface SelectionBarProps {
  count: number
  of: number
  /** Beside the count where there is room; else they stand under the thumb. */
  acts: ReactNode
  onAll(): void
  onClear(): void
}

/** Stands in the place of the library's own bar while pictures are chosen. */
export function SelectionBar({ count, of, acts, onAll, onClear }: SelectionBarProps) {
  return (
    <header className="sticky top-14 z-20 -mx-3 flex flex-wrap items-center gap-2 bg-ground px-3 py-3 compact:-mx-6 compact:px-6 wide:-mx-8 wide:px-8">
      <IconButton name={tl('library.stop-selecting')} hint="Esc" icon={X} onClick={onClear} />
      <h1 id="library-title" className="figures text-16" aria-live="polite">
        {tl('library.chosen', { count })}
      </h1>
      {count < of && (
        <Button look="bare" className="px-3!" onClick={onAll}>
          {tl('library.all', { count: of })}
        </Button>
      )}
      {acts !== undefined && <div className="ms-auto flex gap-2">{acts}</div>}
    </header>
  )
}

const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const
const underThumb =
  'flex-1 flex-col gap-1! border-0! py-2 text-12! compact:flex-none compact:flex-row compact:gap-2! compact:border! compact:py-0 compact:text-14!'

/** What can be done with all that are chosen. */
export function SelectionActs({
  count,
  onSave,
  onDelete,
}: {
  count: number
  onSave(): void
  onDelete(): void
}) {
  const blockedBy = count === 0 ? tl('library.none-chosen') : undefined
  return (
    <div className="flex flex-1 gap-2 border-t border-line compact:border-0">
      <Button
        className={underThumb}
        icon={count > 1 ? <FolderArchive {...icon} /> : <Download {...icon} />}
        blockedBy={blockedBy}
        onClick={onSave}
      >
        {count > 1 ? tl('library.zip') : t('action.download')}
      </Button>
      <Button className={underThumb} icon={<Trash2 {...icon} />} blockedBy={blockedBy} onClick={onDelete}>
        {t('action.delete')}
      </Button>
    </div>
  )
}
