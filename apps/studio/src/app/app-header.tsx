import { Keyboard } from 'lucide-react'
import { AccountMenu } from '../features/account/account-menu.tsx'
import { ConnectionNote } from '../features/session/connection-note.tsx'
import { SessionRing } from '../features/session/session-ring.tsx'
import { useLiveState } from '../live/studio.ts'
import { t } from '../messages/messages.ts'
import { formatFigure } from '../messages/figures.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { PageLink } from './location.tsx'
import { PageLinks } from './page-links.tsx'

export interface AppHeaderProps {
  onSignOut(everywhere: boolean): void
  onKeys(): void
}

export function AppHeader({ onSignOut, onKeys }: AppHeaderProps) {
  const { credits } = useLiveState()
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b border-line bg-ground px-3 compact:gap-2 compact:px-4">
      <PageLinks />
      <ConnectionNote />
      <div className="flex shrink-0 items-center gap-1 compact:gap-2">
        <SessionRing />
        <p className="figures px-2 text-13 whitespace-nowrap">
          <span className="font-600">{formatFigure(credits)}</span>{' '}
          <span className="text-ink-second">{t('account.credits', { credits })}</span>
        </p>
        <span className="hidden wide:block">
          <IconButton icon={Keyboard} name={t('keys.title')} hint="?" onClick={onKeys} />
        </span>
        <AccountMenu
          onSignOut={onSignOut}
          link={(page, children, className) => (
            <PageLink page={page} className={className}>
              {children}
            </PageLink>
          )}
        />
      </div>
    </header>
  )
}
