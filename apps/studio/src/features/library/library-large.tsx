import { Dices, Download, House, ImagePlus, RotateCcw, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { LibraryEntry, LibraryIndex } from '../../library/index.ts'
import { useCell } from '../../live/cell.ts'
import { deletePictures, undoLastDeletion } from '../../live/deletions.ts'
import { download } from '../../live/download.ts'
import { useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { formatBytes, formatStamp } from '../../messages/moments.ts'
import { LargePrint, Viewer, ViewerAct, ViewerFoot } from '../../ui/viewer.tsx'

export interface LibraryLargeProps {
  entries: LibraryIndex
  openedId: string
  onMove(id: string): void
  onClose(): void
  onReuse(entry: LibraryEntry, withSeed: boolean): void
  onUse: ((entry: LibraryEntry) => void) | undefined
}

/** One kept picture large; arrows and swipes go through all that the search has left. */
export function LibraryLarge({ entries, openedId, onMove, onClose, onReuse, onUse }: LibraryLargeProps) {
  const studio = useStudio()
  const at = entries.findIndex(({ picture }) => picture.id === openedId)
  const entry = entries[at]
  const show = (next: LibraryEntry | undefined): void => {
    if (next !== undefined) onMove(next.picture.id)
  }
  function remove(): void {
    if (entry === undefined) return
    const next = entries[at + 1] ?? entries[at - 1]
    deletePictures(studio, [entry.picture.id])
    if (next === undefined) onClose()
    else show(next)
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'z' && (event.ctrlKey || event.metaKey)) undoLastDeletion()
    if (entry === undefined || event.ctrlKey || event.metaKey) return
    if (event.key === 'd' || event.key === 'D') download(studio.pictures, entry.picture.id)
    if (event.key === 'r' || event.key === 'R') onUse?.(entry)
    if (event.key === 'Delete') remove()
  }
  return (
    <Viewer
      at={at}
      count={entries.length}
      onMove={(step) => show(entries[at + step])}
      onClose={onClose}
      onKey={onKey}
      picture={
        entry === undefined ? (
          <p>{t('picture.not-here')}</p>
        ) : (
          <KeptPicture key={entry.picture.id} entry={entry} />
        )
      }
      facts={
        entry !== undefined && (
          <ViewerFoot
            words={entry.generation.prompt === '' ? t('library.no-words') : entry.generation.prompt}
            facts={factsOf(entry)}
            sign={
              <>
                <House size={14} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />
                {t(entry.picture.isAcknowledged ? 'ring.home' : 'library.both')}
              </>
            }
            acts={
              <>
                <ViewerAct
                  icon={Download}
                  word={t('action.download')}
                  shortcut="D"
                  onClick={() => download(studio.pictures, entry.picture.id)}
                />
                {onUse !== undefined && (
                  <ViewerAct
                    icon={ImagePlus}
                    word={t('action.use-short')}
                    name={t('action.use-as-reference')}
                    shortcut="R"
                    onClick={() => onUse(entry)}
                  />
                )}
                <ViewerAct icon={RotateCcw} word={t('action.reuse')} onClick={() => onReuse(entry, false)} />
                <ViewerAct
                  icon={Dices}
                  word={t('action.seed')}
                  name={t('action.use-seed', { seed: entry.generation.seed })}
                  onClick={() => onReuse(entry, true)}
                />
                <ViewerAct icon={Trash2} word={t('action.delete')} shortcut="Delete" onClick={remove} />
              </>
            }
          />
        )
      }
    />
  )
}

function KeptPicture({ entry }: { entry: LibraryEntry }) {
  const { pictures } = useStudio()
  const { picture, generation } = entry
  const found = useCell(pictures.open(picture.id))
  const [isUnreadable, setUnreadable] = useState(false)
  return (
    <LargePrint
      url={found.state === 'open' && !isUnreadable ? found.url : undefined}
      missing={t(
        isUnreadable
          ? 'picture.unreadable'
          : found.state === 'loading'
            ? 'picture.opening'
            : 'picture.not-here',
      )}
      alt={generation.prompt === '' ? t('library.no-words') : generation.prompt}
      ratio={picture.widthPx / picture.heightPx}
      isTransparent={generation.background === 'transparent'}
      onUnreadable={() => setUnreadable(true)}
    />
  )
}

/** What came; what was asked only where it differs. */
function factsOf({ picture, generation }: LibraryEntry): string[] {
  const isAsAsked = picture.widthPx === generation.widthPx && picture.heightPx === generation.heightPx
  return [
    generation.modelName,
    t('size.pixels', { width: picture.widthPx, height: picture.heightPx }),
    ...(isAsAsked ? [] : [t('library.asked', { width: generation.widthPx, height: generation.heightPx })]),
    t('large.seed', { seed: generation.seed }),
    formatBytes(picture.sizeBytes),
    formatStamp(generation.createdAt),
  ]
}
