import { useCell } from '../../live/cell.ts'
import { changeSettings, type Settings, settings } from '../../live/settings.ts'
import { useLiveState } from '../../live/studio.ts'
import { td } from '../../messages/devices/messages.ts'
import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceGroup } from '../../ui/choice-group.tsx'
import { DeviceList } from './device-list.tsx'
import { Initial } from './initial.tsx'

export function AccountPage({ onSignOut }: { onSignOut(everywhere: boolean): void }) {
  const { account, credits } = useLiveState()
  const { theme } = useCell(settings)
  return (
    <div className="grid gap-10 py-8">
      <section className="flex items-center gap-4">
        <Initial name={account.name} isLarge />
        <div className="min-w-0">
          <h1 className="truncate text-20">{account.name}</h1>
          <p className="truncate text-ink-second">{account.email}</p>
        </div>
        <p className="figures ms-auto shrink-0 text-end">
          <span className="block text-20 font-600">{formatFigure(credits)}</span>
          <span className="text-13 text-ink-second">{t('account.credits', { credits })}</span>
        </p>
      </section>
      <section aria-labelledby="devices-heading">
        <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
          <h2 id="devices-heading" className="text-16">
            {td('devices.title')}
          </h2>
          <Button onClick={() => onSignOut(true)}>{t('action.sign-out-everywhere')}</Button>
        </div>
        <DeviceList onSignOutHere={() => onSignOut(false)} />
        <p className="mt-3 max-w-[68ch] text-13 text-ink-second">{td('devices.text')}</p>
      </section>
      <section className="max-w-sm">
        <ChoiceGroup<Settings['theme']>
          legend={t('theme.label')}
          name="theme"
          columns="grid-cols-3"
          value={theme}
          onChange={(chosen) => changeSettings({ theme: chosen })}
          choices={[
            { value: 'device', label: t('theme.device') },
            { value: 'dark', label: t('theme.dark') },
            { value: 'light', label: t('theme.light') },
          ]}
        />
      </section>
      <section aria-labelledby="kept-heading">
        <h2 id="kept-heading" className="text-16">
          {t('kept.title')}
        </h2>
        <p className="mt-2 max-w-[68ch] text-ink-second">{t('kept.text')}</p>
      </section>
    </div>
  )
}
