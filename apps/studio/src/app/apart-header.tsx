import { CloudOff } from 'lucide-react'
import { useStudio } from '../live/studio.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/button.tsx'
import { PageLinks } from './page-links.tsx'

/** The header while the server is out of reach: nothing of the account, which is there. */
export function ApartHeader() {
  const { live } = useStudio()
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b border-line bg-ground px-3 compact:gap-2 compact:px-4">
      <PageLinks />
      <p
        role="status"
        className="flex min-w-0 flex-1 items-center justify-center gap-1.5 text-12 compact:gap-2 compact:text-13"
      >
        <CloudOff size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-caution" />
        <span className="truncate">
          {t('offline.short')}
          <span className="hidden wide:inline"> {t('apart.rest')}</span>
        </span>
      </p>
      <Button look="bare" className="shrink-0 px-3!" onClick={() => live.refresh()}>
        {t('action.try-again')}
      </Button>
    </header>
  )
}
