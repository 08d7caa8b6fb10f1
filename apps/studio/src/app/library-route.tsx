import type { Model } from '#contract'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { putBack } from '../features/create/put-back.ts'
import { askAgain } from '../features/create/stage/ask-again.ts'
import { canEdit, editPicture } from '../features/create/stage/edit-picture.ts'
import { putBesidePrompt } from '../features/create/stage/use-as-reference.ts'
import type { EntryActs } from '../features/library/library-large.tsx'
import type { Wish } from '../features/create/wish.ts'
import type { LibraryEntry } from '../library/index.ts'
import { useCell } from '../live/cell.ts'
import { type Studio, useStudio } from '../live/studio.ts'
import { useModels } from '../live/use-models.ts'
import { t } from '../messages/messages.ts'
import { BottomBar } from '../ui/bottom-bar.tsx'
import { useBreadth } from '../ui/use-media.ts'
import { goTo, PageLink } from './location.tsx'
import { LostPart } from './lost-part.tsx'
import { wantedInLibrary } from './show-in-library.ts'
import { PhoneTabs } from './phone-tabs.tsx'

type LibraryPage = typeof import('../features/library/library-page.tsx').LibraryPage

/** The library, loaded when somebody goes there. */
export function LibraryRoute() {
  const studio = useStudio()
  const { device } = studio
  const view = useCell(device.view)
  const isApart = useCell(studio.live.view).phase !== 'open'
  const { models } = useModels()
  const wantedId = useWanted()
  const { Page, hasFailed, load } = useLibraryPage()
  if (view.phase === 'unavailable') return <Words>{t('library.unavailable')}</Words>
  if (hasFailed) {
    return (
      <Words>
        <LostPart onAgain={load} />
      </Words>
    )
  }
  if (view.phase !== 'open' || Page === undefined) return <Words>{t('library.opening')}</Words>
  return (
    <Page
      key={view.library.id}
      library={view.library}
      tabs={<PhoneTabs />}
      studioLink={(children, className) => (
        <PageLink page="studio" className={className}>
          {children}
        </PageLink>
      )}
      wantedId={wantedId}
      onReuse={(entry, withSeed) => inStudio(() => putBack(studio, wishOfEntry(entry), withSeed))}
      {...(isApart ? whileApart : actsWithServer(studio, models))}
    />
  )
}

/** With the server out of reach nothing can be put beside a prompt, or asked. */
const whileApart = { onAgain: undefined, onUse: undefined, onEdit: undefined }

function actsWithServer(studio: Studio, models: readonly Model[]): Pick<EntryActs, keyof typeof whileApart> {
  return {
    onAgain(entry) {
      const { prompt, modelId } = entry.generation
      const model = models.find(({ id }) => id === modelId)
      inStudio(() => void askAgain(studio, { ...wishOfEntry(entry), prompt }, model))
    },
    onUse: ({ picture }) => inStudio(() => void putBesidePrompt(studio, picture.id)),
    onEdit: canEdit(models)
      ? ({ picture }) => inStudio(() => void editPicture(studio, picture.id, models))
      : undefined,
  }
}

/** The studio first, so that there is a prompt to put something beside. */
function inStudio(act: () => void): void {
  goTo('studio')
  requestAnimationFrame(act)
}

function wishOfEntry({ generation }: LibraryEntry): Wish {
  const { modelId: model, prompt, ...asked } = generation
  return { ...asked, model, prompt: prompt === '' ? undefined : prompt }
}

/** Taken once: whoever comes to the library again comes to all of it. */
function useWanted(): string | undefined {
  const [wantedId] = useState(wantedInLibrary.get())
  useEffect(() => wantedInLibrary.set(undefined), [])
  return wantedId
}

function useLibraryPage() {
  const [Page, setPage] = useState<LibraryPage>()
  const [hasFailed, setFailed] = useState(false)
  const load = useCallback(() => {
    setFailed(false)
    import('../features/library/library-page.tsx').then(
      ({ LibraryPage: loaded }) => setPage(() => loaded),
      () => setFailed(true),
    )
  }, [])
  useEffect(load, [load])
  return { Page, hasFailed, load }
}

function Words({ children }: { children: ReactNode }) {
  const isPhone = useBreadth() === 'phone'
  return (
    <>
      <main
        id="pictures"
        tabIndex={-1}
        aria-label={t('nav.library')}
        className="flex-1 p-4 text-ink-second outline-none compact:p-8"
      >
        <div className="max-w-[68ch] animate-rise [animation-delay:300ms]">{children}</div>
      </main>
      {isPhone && (
        <BottomBar>
          <PhoneTabs />
        </BottomBar>
      )}
    </>
  )
}
