import type { ReactNode } from 'react'
import { t } from '../messages/messages.ts'
import { BottomBar } from '../ui/bottom-bar.tsx'
import { useBreadth } from '../ui/use-media.ts'
import { type Page, PageLink, useQueryOf } from './location.tsx'
import { LostPart } from './lost-part.tsx'
import { PhoneTabs } from './phone-tabs.tsx'
import { useLoaded } from './use-loaded.ts'

const tabs = ['account', 'privacy', 'shared'] as const satisfies readonly Page[]

const tab =
  '-mb-px flex min-h-11 items-center border-b-2 border-transparent px-1 text-ink-second hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-500 aria-[current=page]:text-ink'

/** Everything about the person who is signed in, in tabs, each loaded when somebody goes there. */
export function AccountRoute({ page, onSignOut }: { page: Page; onSignOut(everywhere: boolean): void }) {
  const isPhone = useBreadth() === 'phone'
  return (
    <>
      <main id="pictures" tabIndex={-1} aria-label={t('nav.account')} className="flex-1 outline-none">
        <div className="mx-auto w-full max-w-2xl px-4 pb-12">
          <nav
            aria-label={t('account.tabs')}
            className="flex gap-5 overflow-x-auto border-b border-line pt-2 compact:pt-6"
          >
            {tabs.map((name) => (
              <PageLink key={name} page={name} className={tab}>
                {t(`account.tab-${name}`)}
              </PageLink>
            ))}
          </nav>
          {page === 'privacy' ? (
            <PrivacyRoute />
          ) : page === 'shared' ? (
            <SharedRoute />
          ) : (
            <FirstTab onSignOut={onSignOut} />
          )}
        </div>
      </main>
      {isPhone && (
        <BottomBar>
          <PhoneTabs />
        </BottomBar>
      )}
    </>
  )
}

function FirstTab({ onSignOut }: { onSignOut(everywhere: boolean): void }) {
  const loaded = useLoaded(() => import('../features/account/account-page.tsx'))
  if (loaded.state !== 'loaded') return <Waiting {...loaded} />
  return <loaded.module.AccountPage onSignOut={onSignOut} />
}

function PrivacyRoute() {
  const loaded = useLoaded(() => import('../features/privacy/privacy-page.tsx'))
  if (loaded.state !== 'loaded') return <Waiting {...loaded} />
  return <loaded.module.PrivacyPage />
}

function SharedRoute() {
  const generation = useQueryOf('generation')
  const loaded = useLoaded(() => import('../features/disclosures/shared-with-page.tsx'))
  if (loaded.state !== 'loaded') return <Waiting {...loaded} />
  return (
    <loaded.module.SharedWithPage
      key={generation ?? 'all'}
      generation={generation}
      everythingLink={(children, className) => (
        <PageLink page="shared" className={className}>
          {children}
        </PageLink>
      )}
    />
  )
}

function Waiting({ state, load }: { state: 'loading' | 'failed'; load(): void }): ReactNode {
  if (state === 'loading') {
    return <p className="animate-rise py-8 text-ink-second [animation-delay:300ms]">{t('account.loading')}</p>
  }
  return (
    <div className="py-8">
      <LostPart onAgain={load} />
    </div>
  )
}
