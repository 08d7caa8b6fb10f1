import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { focusPrompt, reuse } from '../features/create/draft.ts'
import { putBesidePrompt } from '../features/create/stage/use-as-reference.ts'
import type { LibraryEntry } from '../library/index.ts'
import { useCell } from '../live/cell.ts'
import { useStudio } from '../live/studio.ts'
import { t } from '../messages/messages.ts'
import { announce } from '../ui/announcer.tsx'
import { BottomBar } from '../ui/bottom-bar.tsx'
import { useBreadth } from '../ui/use-media.ts'
import { goTo, PageLink } from './location.tsx'
import { LostPart } from './lost-part.tsx'
import { PhoneTabs } from './phone-tabs.tsx'

type LibraryPage = typeof import('../features/library/library-page.tsx').LibraryPage

/** The library, loaded when somebody goes there. */
export function LibraryRoute() {
  const studio = useStudio()
  const { device } = studio
  const view = useCell(device.view)
  const isApart = useCell(studio.live.view).phase !== 'open'
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
      onReuse={putBack}
      onUse={
        isApart
          ? undefined
          : ({ picture }) => {
              putBesidePrompt(studio, picture.id)
              goTo('studio')
            }
      }
    />
  )
}

function putBack({ generation }: LibraryEntry, withSeed: boolean): void {
  const { prompt, modelId, seed } = generation
  reuse({ ...generation, model: modelId }, prompt === '' ? undefined : prompt, withSeed)
  announce(withSeed ? t('announce.seed', { seed }) : t('announce.reused'))
  goTo('studio')
  requestAnimationFrame(focusPrompt)
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
