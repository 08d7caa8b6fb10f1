import { LogOut, MonitorSmartphone, MonitorX, Send, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLiveState } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { closePopoverAround, Popover } from '../../ui/popover.tsx'
import { Initial } from './initial.tsx'
import { PolicyLinks } from './policy-links.tsx'

export interface AccountMenuProps {
  /** Draws a link to one of the account's pages; routes belong to the app. */
  link(page: 'account' | 'privacy' | 'shared', children: ReactNode, className: string): ReactNode
  onSignOut(everywhere: boolean): void
}

const entry =
  'flex min-h-10 w-full items-center gap-3 rounded-control px-3 text-start text-14 hover:bg-line/60 pointer-coarse:min-h-11'
const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const

export function AccountMenu({ link, onSignOut }: AccountMenuProps) {
  const { account } = useLiveState()
  return (
    <Popover
      label={t('account.menu', { name: account.name })}
      faceClassName="grid size-10 place-items-center rounded-full pointer-coarse:size-11"
      face={<Initial name={account.name} />}
    >
      <div className="border-b border-line px-5 py-4">
        <p className="truncate font-500">{account.name}</p>
        <p className="truncate text-13 text-ink-second">{account.email}</p>
      </div>
      {/* Any entry finishes the menu. */}
      <div className="grid p-2" onClick={(event) => closePopoverAround(event.currentTarget)}>
        {link(
          'account',
          <>
            <MonitorSmartphone {...icon} />
            {t('account.devices')}
          </>,
          entry,
        )}
        {link(
          'privacy',
          <>
            <ShieldCheck {...icon} />
            {t('account.tab-privacy')}
          </>,
          entry,
        )}
        {link(
          'shared',
          <>
            <Send {...icon} />
            {t('account.tab-shared')}
          </>,
          entry,
        )}
        <button type="button" className={entry} onClick={() => onSignOut(false)}>
          <LogOut {...icon} />
          {t('action.sign-out')}
        </button>
        <button type="button" className={entry} onClick={() => onSignOut(true)}>
          <MonitorX {...icon} />
          {t('action.sign-out-everywhere')}
        </button>
      </div>
      <p className="border-t border-line px-5 py-3 text-12 text-ink-second">{t('account.menu-note')}</p>
      <PolicyLinks />
    </Popover>
  )
}
