import { lazy, Suspense, useLayoutEffect, useState } from 'react'
import { focusPrompt } from '../features/create/draft.ts'
import { KeepingNote } from '../features/library/keeping-note.tsx'
import { type AtStake, findAtStake, isNothingAtStake } from '../features/session/at-stake.ts'
import { signOut } from '../features/session/sign-out.ts'
import { lookedAt, toggleFacts } from '../live/chosen-picture.ts'
import { undoLastDeletion } from '../live/deletions.ts'
import { useCell } from '../live/cell.ts'
import { useStudio } from '../live/studio.ts'
import { useModels } from '../live/use-models.ts'
import { Toasts } from '../ui/toasts.tsx'
import { useBreadth } from '../ui/use-media.ts'
import { AccountRoute } from './account-route.tsx'
import { AgreementQuestion } from './agreement-question.tsx'
import { ApartHeader } from './apart-header.tsx'
import { ApartPage } from './apart-page.tsx'
import { AppHeader } from './app-header.tsx'
import { LibraryRoute } from './library-route.tsx'
import { goTo, usePage } from './location.tsx'
import { SkipLinks } from './skip-links.tsx'
import { StudioPage } from './studio-page.tsx'
import { pressGenerate, usePaletteActs } from './use-palette-acts.ts'
import { useShortcuts } from './use-shortcuts.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}))

const KeyboardSheet = lazy(async () => ({ default: (await import('./keyboard-sheet.tsx')).KeyboardSheet }))
const SignOutSheet = lazy(async () => ({
  default: (await import('../features/session/sign-out-sheet.tsx')).SignOutSheet,
}))

/** Everything a signed-in person sees; while the server is out of reach, what is on this device. */
export function SessionPage() {
  const studio = useStudio()
  const page = usePage()
  const breadth = useBreadth()
  const { isApart, isStudioApart } = useApart()
  const hasBottomBar = breadth === 'phone' || (breadth === 'compact' && page === 'studio' && !isStudioApart)
  const [areKeysShown, setKeysShown] = useState(false)
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  useShortcuts({
    onPalette: () => setPaletteOpen(true),
    onGenerate: () => page === 'studio' && pressGenerate(),
    onKeys: () => setKeysShown(true),
    onWriting: () => (page === 'library' ? focusSearch() : goToPrompt()),
    onUndo: undoLastDeletion,
    onFacts: () => page === 'studio' && breadth === 'wide' && toggleFacts(lookedAt.get()),
  })
  const [asked, setAsked] = useState<{ everywhere: boolean; first: AtStake }>()
  const leave = (everywhere: boolean): void => {
    void findAtStake(studio).then((first) => {
      if (isNothingAtStake(first)) void signOut(studio, { everywhere, held: undefined, forgets: false })
      else setAsked({ everywhere, first })
    })
  }
  const acts = usePaletteActs({ isApart, onKeys: () => setKeysShown(true), onSignOut: () => leave(false) })
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLinks />
      {isApart ? <ApartHeader /> : <AppHeader onSignOut={leave} onKeys={() => setKeysShown(true)} />}
      {!isApart && <KeepingNote />}
      {page === 'library' ? (
        <LibraryRoute />
      ) : page === 'studio' && !isStudioApart ? (
        <StudioPage />
      ) : page === 'studio' || isApart ? (
        <ApartPage page={page === 'studio' ? 'studio' : 'account'} />
      ) : (
        <AccountRoute page={page} onSignOut={leave} />
      )}
      {!hasBottomBar && (
        <div className="pointer-events-none fixed inset-x-0 bottom-6 z-40">
          <Toasts />
        </div>
      )}
      <AgreementQuestion />
      <Suspense>
        {isPaletteOpen && <CommandPalette acts={acts} onClose={() => setPaletteOpen(false)} />}
        {areKeysShown && <KeyboardSheet onClose={() => setKeysShown(false)} />}
      </Suspense>
      <Suspense>
        {asked !== undefined && (
          <SignOutSheet
            {...asked}
            onLeave={(held, forgets) => void signOut(studio, { everywhere: asked.everywhere, held, forgets })}
            onClose={() => setAsked(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}

/** Whether the server is out of reach, and the studio with it; the studio until it is known what can be made. */
function useApart(): { isApart: boolean; isStudioApart: boolean } {
  const { live } = useStudio()
  const isApart = useCell(live.view).phase !== 'open'
  const { isLoading } = useModels()
  const [wasApart] = useState(isApart)
  useLayoutEffect(() => {
    // Opened without the server, what there is is the library.
    if (wasApart && location.pathname === '/') goTo('library', { replacing: true })
  }, [wasApart])
  return { isApart, isStudioApart: isApart || (wasApart && isLoading) }
}

function goToPrompt(): void {
  goTo('studio')
  // At once, so that the next letter is not lost; from another page once this one is drawn.
  if (!focusPrompt()) requestAnimationFrame(focusPrompt)
}

function focusSearch(): void {
  const field = document.querySelector('[data-search]')
  if (field instanceof HTMLInputElement) field.focus()
}
