import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useIsConnected } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { useMedia } from '../../ui/use-media.ts'

/** A line that breaks for less than this is not worth a word. */
const patienceMs = 2500

/** Says that the server is out of reach, once it has been so for a moment. */
export function ConnectionBanner() {
  const isConnected = useIsConnected()
  const [isShown, setShown] = useState(false)
  const isNarrow = useMedia('(max-width: 37.5rem)')
  useEffect(() => {
    if (isConnected) return setShown(false)
    const timer = setTimeout(() => setShown(true), navigator.onLine ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [isConnected])
  if (!isShown) return null
  return (
    <div
      role="status"
      className="flex items-center justify-center gap-3 border-b border-line bg-raised px-4 py-2 text-13"
    >
      <CloudOff size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-caution" />
      <span>{t(isNarrow ? 'offline.short' : 'offline.text')}</span>
    </div>
  )
}
