import { X } from 'lucide-react'
import { createCell, useCell } from '../live/cell.ts'
import { t } from '../messages/messages.ts'
import { announce } from './announcer.tsx'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

export interface Toast {
  id: string
  text: string
  action?: { label: string; run(): void } | undefined
}

export const toasts = createCell<readonly Toast[]>([])

export function showToast(toast: Toast): void {
  toasts.update((shown) => [...shown.filter(({ id }) => id !== toast.id), toast].slice(-3))
  announce(toast.text)
}

export function hideToast(id: string): void {
  toasts.update((shown) => shown.filter((toast) => toast.id !== id))
}

/** Short notes about what was just done, each with the one thing that can be done about it. Where they stand is the page's to say. */
export function Toasts() {
  const shown = useCell(toasts)
  if (shown.length === 0) return null
  return (
    <section
      aria-label={t('toast.region')}
      className="pointer-events-none grid justify-items-center gap-2 px-4"
    >
      {shown.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-full animate-rise items-center gap-1 rounded-panel border border-line bg-raised ps-4 pe-1 py-1 text-14 text-ink"
        >
          <span className="py-2 pe-2">{toast.text}</span>
          {toast.action !== undefined && (
            <Button look="bare" className="px-3! text-safelight! font-600" onClick={toast.action.run}>
              {toast.action.label}
            </Button>
          )}
          <IconButton name={t('action.dismiss')} icon={X} onClick={() => hideToast(toast.id)} />
        </div>
      ))}
    </section>
  )
}
