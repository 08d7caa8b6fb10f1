import { useLayoutEffect } from 'react'
import { draft, focusPrompt } from '../features/create/draft.ts'
import { PromptField } from '../features/create/panel/prompt-field.tsx'
import { useCell } from '../live/cell.ts'
import { t } from '../messages/messages.ts'
import { announce } from '../ui/announcer.tsx'
import { BottomBar } from '../ui/bottom-bar.tsx'
import { useBreadth } from '../ui/use-media.ts'
import { PageLink } from './location.tsx'
import { PhoneTabs } from './phone-tabs.tsx'

/** What stands in place of a page that needs the server, while it is out of reach. */
export function ApartPage({ page }: { page: 'studio' | 'account' }) {
  const isPhone = useBreadth() === 'phone'
  return (
    <>
      <main
        id="pictures"
        tabIndex={-1}
        aria-labelledby="apart-title"
        className="mx-auto grid w-full max-w-2xl flex-1 content-start gap-6 px-4 py-8 outline-none compact:py-12"
      >
        <div>
          <h1 id="apart-title" className="text-20">
            {t(`apart.${page}-title`)}
          </h1>
          <p className="mt-2 max-w-[68ch] text-ink-second">{t(`apart.${page}`)}</p>
        </div>
        {page === 'studio' && <Writing />}
        <PageLink
          page="library"
          className="inline-flex min-h-10 items-center justify-self-start rounded-control border border-edge/60 px-4 text-14 font-500 hover:border-edge hover:bg-raised pointer-coarse:min-h-11"
        >
          {t('apart.to-library')}
        </PageLink>
      </main>
      {isPhone && (
        <BottomBar>
          <PhoneTabs />
        </BottomBar>
      )}
    </>
  )
}

/** Words are written here into the same draft; whoever is at it when the studio comes back goes on there. */
function Writing() {
  const { prompt } = useCell(draft)
  useLayoutEffect(
    () => () => {
      if (document.activeElement?.id === 'prompt') requestAnimationFrame(focusPrompt)
    },
    [],
  )
  return (
    <PromptField
      prompt={prompt}
      maximumBytes={Number.POSITIVE_INFINITY}
      lines={5}
      longest="panel"
      onGenerate={() => announce(t('obstacle.offline'))}
    />
  )
}
