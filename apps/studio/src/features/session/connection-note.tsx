import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useIsConnected } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'

/** A line that breaks for less than this is not worth a word. */
const patienceMs = 2500

/** Says in the header, where nothing moves for it, that the server is out of reach once it has been so for a moment. */
export function ConnectionNote() {
  const isConnected = useIsConnected()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (isConnected) return setShown(false)
    const timer = setTimeout(() => setShown(true), navigator.onLine ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [isConnected])
  return (
    <p
      role="status"
      className="flex min-w-0 flex-1 items-center justify-center gap-1.5 text-12 compact:gap-2 compact:text-13"
    >
      {isShown && (
        <>
          <CloudOff size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-caution" />
          <span className="truncate">
            {t('offline.short')}
            <span className="hidden wide:inline"> {t('offline.rest')}</span>
          </span>
        </>
      )}
    </p>
  )
}
