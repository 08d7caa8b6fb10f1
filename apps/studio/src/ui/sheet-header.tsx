import { X } from 'lucide-react'
import { t } from '../messages/messages.ts'
import { IconButton } from './icon-button.tsx'

export function SheetHeader({ title, onClose }: { title: string; onClose(): void }) {
  return (
    <div className="flex items-center justify-between gap-4 ps-4 pe-2 pt-2 pb-2 compact:ps-6">
      <h2 className="text-16">{title}</h2>
      <IconButton name={t('action.close')} icon={X} onClick={onClose} />
    </div>
  )
}
