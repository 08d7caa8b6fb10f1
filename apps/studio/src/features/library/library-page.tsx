import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type Library, type LibraryIndex, openIndex, searchIndex } from '../../library/index.ts'
import { useCell } from '../../live/cell.ts'
import { deletePictures } from '../../live/deletions.ts'
import { download } from '../../live/download.ts'
import { useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { announce } from '../../ui/announcer.tsx'
import { BottomBar } from '../../ui/bottom-bar.tsx'
import { useBreadth } from '../../ui/use-media.ts'
import { EmptyLibrary, NoMatch } from './empty-library.tsx'
import { LibraryBar } from './library-bar.tsx'
import { type EntryActs, LibraryLarge } from './library-large.tsx'
import { LibrarySheet } from './library-sheet.tsx'
import type { Choice } from './library-tile.tsx'
import { saveEntries } from './save-entries.ts'
import { extend, nothingSelected, prune, selectAll, toggle } from './selection.ts'
import { SelectionActs, SelectionBar } from './selection-bar.tsx'
import { smallPrintsOf } from './small-prints.ts'
import { StorageSheet } from './storage-sheet.tsx'
import { tl } from '../../messages/library/messages.ts'

export interface LibraryPageProps extends EntryActs {
  library: Library
  /** Stands at the foot of a phone while nothing is chosen. */
  tabs: ReactNode
  /** Draws a link to the studio; routes belong to the app. */
  studioLink(children: ReactNode, className: string): ReactNode
  /** The picture to open with. */
  wantedId: string | undefined
}

const nothing: LibraryIndex = []

/** The acts go with the choice: who used them goes on among the pictures. */
function focusPictures(): void {
  const pictures = document.querySelector<HTMLElement>('#pictures')
  const next = pictures?.querySelector<HTMLElement>('[role="option"][tabindex="0"]') ?? pictures
  next?.focus()
}

/** Everything that is kept on this device, newest first. */
export function LibraryPage(props: LibraryPageProps) {
  const read = useCell(openIndex(props.library))
  const hasBeenRead = useRef(false)
  hasBeenRead.current ||= read !== undefined
  // A library that begins anew under this page has been wiped: it is empty, and the slip that says so stays.
  const index = read ?? (hasBeenRead.current ? nothing : undefined)
  if (index === undefined) {
    return (
      <main id="pictures" tabIndex={-1} className="flex-1 p-8 outline-none">
        <p className="animate-rise text-ink-second [animation-delay:400ms]">{t('library.opening')}</p>
      </main>
    )
  }
  return <OpenLibrary {...props} index={index} />
}

function OpenLibrary({
  library,
  index,
  tabs,
  studioLink,
  wantedId,
  ...entryActs
}: LibraryPageProps & { index: LibraryIndex }) {
  const studio = useStudio()
  const isPhone = useBreadth() === 'phone'
  const [query, setQuery] = useState('')
  const searched = useDeferredValue(query)
  const entries = useMemo(() => searchIndex(index, searched), [index, searched])
  const [openedId, setOpenedId] = useState(wantedId)
  const [isStorageShown, setStorageShown] = useState(false)
  const choosing = useChoosing(entries, setOpenedId)
  const chosen = entries.filter(({ picture }) => choosing.selected.has(picture.id))
  const isFocusLost = useRef(false)
  useEffect(() => {
    if (isFocusLost.current) focusPictures()
    isFocusLost.current = false
  }, [entries])

  function remove(ids: readonly string[]): void {
    deletePictures(studio, ids)
    choosing.clear()
  }
  function onKey(event: KeyboardEvent, id: string): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      choosing.chooseAll()
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') choosing.clear()
    if (/^[dre]$/i.test(event.key)) event.preventDefault()
    const entry = entries.find(({ picture }) => picture.id === id)
    if (entry !== undefined && (event.key === 'r' || event.key === 'R')) entryActs.onUse?.(entry)
    if (entry !== undefined && (event.key === 'e' || event.key === 'E')) entryActs.onEdit?.(entry)
    if (event.key === 'd' || event.key === 'D') {
      if (chosen.length > 1) void saveEntries(studio, library, chosen)
      else download(studio.pictures, chosen[0]?.picture.id ?? id)
    }
    if (event.key === 'Delete' || event.key === 'Backspace')
      remove(chosen.length === 0 ? [id] : chosen.map(({ picture }) => picture.id))
  }
  const acts = (
    <SelectionActs
      count={chosen.length}
      onSave={() => void saveEntries(studio, library, chosen)}
      onDelete={() => {
        isFocusLost.current = true
        remove(chosen.map(({ picture }) => picture.id))
      }}
    />
  )
  return (
    <>
      <main
        id="pictures"
        tabIndex={-1}
        aria-labelledby="library-title"
        className="min-w-0 flex-1 px-3 pb-8 outline-none compact:px-6 wide:px-8"
      >
        {choosing.isChoosing && index.length > 0 ? (
          <SelectionBar
            count={chosen.length}
            of={entries.length}
            acts={isPhone ? undefined : acts}
            onAll={choosing.chooseAll}
            onClear={choosing.clear}
          />
        ) : (
          <LibraryBar
            library={library}
            index={index}
            query={query}
            onQuery={setQuery}
            onSelect={choosing.begin}
            onStorage={() => setStorageShown(true)}
          />
        )}
        {index.length === 0 ? (
          <EmptyLibrary library={library} studioLink={studioLink} />
        ) : entries.length === 0 ? (
          <NoMatch query={searched} onClear={() => setQuery('')} />
        ) : (
          <LibrarySheet
            entries={entries}
            prints={smallPrintsOf(library)}
            selected={choosing.selected}
            isSelecting={choosing.isChoosing}
            onChoose={choosing.choose}
            onKey={onKey}
          />
        )}
      </main>
      {isPhone && <BottomBar>{choosing.isChoosing ? acts : tabs}</BottomBar>}
      {openedId !== undefined && (
        <LibraryLarge
          entries={entries}
          openedId={openedId}
          onMove={setOpenedId}
          onClose={() => setOpenedId(undefined)}
          {...entryActs}
        />
      )}
      {isStorageShown && (
        <StorageSheet library={library} index={index} onClose={() => setStorageShown(false)} />
      )}
    </>
  )
}

/** What is chosen among the pictures that are shown, and how it changes. */
function useChoosing(entries: LibraryIndex, onOpen: (id: string) => void) {
  const [kept, setSelection] = useState(nothingSelected)
  const [isBegun, setBegun] = useState(false)
  const order = useMemo(() => entries.map(({ picture }) => picture.id), [entries])
  const selection = useMemo(() => prune(kept, order), [kept, order])
  const choose = useCallback(
    (id: string, choice: Choice) => {
      if (choice === 'open') return onOpen(id)
      setSelection((before) =>
        choice === 'toggle' ? toggle(prune(before, order), id) : extend(prune(before, order), order, id),
      )
    },
    [order, onOpen],
  )
  return {
    selected: selection.ids,
    isChoosing: isBegun || selection.ids.size > 0,
    choose,
    begin: () => setBegun(true),
    chooseAll() {
      setSelection(selectAll(order))
      announce(tl('library.chosen', { count: order.length }))
    },
    clear() {
      setSelection(nothingSelected)
      setBegun(false)
    },
  }
}
