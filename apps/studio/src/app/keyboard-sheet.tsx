import { t } from '../messages/messages.ts'
import { Sheet } from '../ui/sheet.tsx'
import { SheetHeader } from '../ui/sheet-header.tsx'

const isApple = /mac|iphone|ipad/i.test(navigator.platform)

const keys = [
  [[isApple ? '⌘' : 'Ctrl', 'Enter'], 'keys.generate'],
  [[isApple ? '⌘' : 'Ctrl', 'K'], 'keys.palette'],
  [['/'], 'keys.writing'],
  [['←', '→', '↑', '↓'], 'keys.move'],
  [['Enter'], 'keys.open'],
  [['R'], 'keys.reference'],
  [['E'], 'keys.edit'],
  [['I'], 'keys.facts'],
  [['D'], 'keys.download'],
  [['Del'], 'keys.delete'],
  [['Space'], 'keys.select'],
  [['Shift', '→'], 'keys.select-range'],
  [[isApple ? '⌘' : 'Ctrl', 'A'], 'keys.select-all'],
  [[isApple ? '⌘' : 'Ctrl', 'Z'], 'keys.undo'],
  [['Esc'], 'keys.close'],
  [['?'], 'keys.sheet'],
] as const

export function KeyboardSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet label={t('keys.title')} shape="slip" onClose={onClose}>
      <SheetHeader title={t('keys.title')} onClose={onClose} />
      <dl className="grid px-4 pb-4 compact:px-6">
        {keys.map(([names, id]) => (
          <div key={id} className="flex items-center justify-between gap-4 border-t border-line py-2.5">
            <dt>{t(id)}</dt>
            <dd className="flex gap-1">
              {names.map((name) => (
                <kbd
                  key={name}
                  className="grid min-w-7 place-items-center rounded-control border border-line bg-ground px-1.5 py-0.5 font-sans text-12"
                >
                  {name}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}
