import { Brush, Dices, Download, House, ImagePlus, Repeat, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { LibraryEntry, LibraryIndex } from '../../library/index.ts'
import { useCell } from '../../live/cell.ts'
import { deletePictures } from '../../live/deletions.ts'
import { download } from '../../live/download.ts'
import { useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import type { PictureSource } from '../../ui/fact-rows.ts'
import type { PictureAct } from '../../ui/picture-act.tsx'
import { LargePrint, Viewer, ViewerFacts } from '../../ui/viewer.tsx'
import { tl } from '../../messages/library/messages.ts'

/** What the studio does with a kept picture. */
export interface EntryActs {
  /** Puts what was asked back into the prompt panel. */
  onReuse(entry: LibraryEntry, withSeed: boolean): void
  /** Asks for the same again; this and what follows is absent while the server is out of reach. */
  onAgain: ((entry: LibraryEntry) => void) | undefined
  /** Puts the picture beside the prompt as one of the person's own. */
  onUse: ((entry: LibraryEntry) => void) | undefined
  /** Opens the brush on it; absent too where no model redraws a part. */
  onEdit: ((entry: LibraryEntry) => void) | undefined
}

export interface LibraryLargeProps extends EntryActs {
  entries: LibraryIndex
  openedId: string
  onMove(id: string): void
  onClose(): void
}

/** One kept picture large; arrows and swipes go through all that the search has left. */
export function LibraryLarge({ entries, openedId, onMove, onClose, ...entryActs }: LibraryLargeProps) {
  const studio = useStudio()
  const at = entries.findIndex(({ picture }) => picture.id === openedId)
  const entry = entries[at]
  const show = (next: LibraryEntry | undefined): void => {
    if (next !== undefined) onMove(next.picture.id)
  }
  function remove({ picture }: LibraryEntry): void {
    const next = entries[at + 1] ?? entries[at - 1]
    deletePictures(studio, [picture.id])
    if (next === undefined) onClose()
    else show(next)
  }
  return (
    <Viewer
      at={at}
      count={entries.length}
      onMove={(step) => show(entries[at + step])}
      onClose={onClose}
      picture={
        entry === undefined ? (
          <p>{t('picture.not-here')}</p>
        ) : (
          <KeptPicture key={entry.picture.id} entry={entry} />
        )
      }
      facts={
        entry !== undefined && (
          <ViewerFacts
            facts={{
              pictureId: entry.picture.id,
              words: entry.generation.prompt === '' ? tl('library.no-words') : entry.generation.prompt,
              sign: (
                <>
                  <House size={14} strokeWidth={1.5} aria-hidden="true" className="shrink-0" />
                  {entry.picture.isAcknowledged ? t('ring.home') : tl('library.both')}
                </>
              ),
              source: sourceOf(entry),
              given: { references: entry.generation.references, mask: entry.generation.mask },
              acts: actsOf(entry, {
                ...entryActs,
                onDownload: () => download(studio.pictures, entry.picture.id),
                onDelete: () => remove(entry),
              }),
              onShow: (id) => show(entries.find(({ picture }) => picture.id === id)),
            }}
          />
        )
      }
    />
  )
}

function actsOf(
  entry: LibraryEntry,
  acts: EntryActs & { onDownload(): void; onDelete(): void },
): readonly PictureAct[] {
  const { prompt, seed } = entry.generation
  const { onUse, onEdit, onAgain } = acts
  const use = onUse && {
    icon: ImagePlus,
    word: t('action.use-short'),
    name: t('action.use-as-reference'),
    key: 'R',
    run: () => onUse(entry),
  }
  const edit = onEdit && {
    icon: Brush,
    word: t('action.edit'),
    name: t('action.edit-name'),
    key: 'E',
    run: () => onEdit(entry),
  }
  const again = onAgain && {
    icon: Repeat,
    word: t('action.retry'),
    name: t('action.retry-name'),
    run: () => onAgain(entry),
  }
  return [
    ...(use === undefined ? [] : [use]),
    ...(edit === undefined ? [] : [edit]),
    { icon: Download, word: t('action.download'), key: 'D', run: acts.onDownload },
    ...(again === undefined || prompt === '' ? [] : [again]),
    { icon: RotateCcw, word: t('action.reuse'), run: () => acts.onReuse(entry, false) },
    {
      icon: Dices,
      word: t('action.seed'),
      name: t('action.use-seed', { seed }),
      run: () => acts.onReuse(entry, true),
    },
    { icon: Trash2, word: t('action.delete'), key: 'Del', run: acts.onDelete },
  ]
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
      alt={generation.prompt === '' ? tl('library.no-words') : generation.prompt}
      ratio={picture.widthPx / picture.heightPx}
      isTransparent={generation.background === 'transparent'}
      onUnreadable={() => setUnreadable(true)}
    />
  )
}

function sourceOf({ picture, generation }: LibraryEntry): PictureSource {
  const { widthPx, heightPx, quality, background, seed, count, references, mask } = generation
  return {
    generationId: generation.id,
    modelName: generation.modelName,
    modelLabel: generation.modelLabel,
    handling: generation.handling,
    asked: { widthPx, heightPx },
    got: { widthPx: picture.widthPx, heightPx: picture.heightPx },
    mediaType: picture.mediaType,
    sizeBytes: picture.sizeBytes,
    quality,
    background,
    seed,
    count,
    quotedCredits: generation.quotedCredits,
    askedAt: generation.createdAt,
    startedAt: generation.startedAt,
    endedAt: generation.endedAt,
    references: references.length,
    hasMask: mask !== undefined,
  }
}
