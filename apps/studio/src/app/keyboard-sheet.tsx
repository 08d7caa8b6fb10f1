import { tk } from '../messages/keys/messages.ts'
import { t } from '../messages/messages.ts'
import { Sheet } from '../ui/sheet.tsx'
import { SheetHeader } from '../ui/sheet-header.tsx'

const isApple = /mac|iphone|ipad/i.test(navigator.platform)

const keys = [
  [[isApple ? '⌘' : 'Ctrl', 'Enter'], () => t('keys.generate')],
  [[isApple ? '⌘' : 'Ctrl', 'K'], () => tk('keys.palette')],
  [['/'], () => tk('keys.writing')],
  [['←', '→', '↑', '↓'], () => tk('keys.move')],
  [['Enter'], () => tk('keys.open')],
  [['R'], () => tk('keys.reference')],
  [['E'], () => t('keys.edit')],
  [['I'], () => t('keys.facts')],
  [['D'], () => tk('keys.download')],
  [['Del'], () => tk('keys.delete')],
  [['Space'], () => tk('keys.select')],
  [['Shift', '→'], () => tk('keys.select-range')],
  [[isApple ? '⌘' : 'Ctrl', 'A'], () => tk('keys.select-all')],
  [[isApple ? '⌘' : 'Ctrl', 'Z'], () => tk('keys.undo')],
  [['Esc'], () => tk('keys.close')],
  [['?'], () => tk('keys.sheet')],
] as const satisfies readonly (readonly [readonly string[], () => string])[]

export function KeyboardSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet label={t('keys.title')} shape="slip" onClose={onClose}>
      <SheetHeader title={t('keys.title')} onClose={onClose} />
      <dl className="grid px-4 pb-4 compact:px-6">
        {keys.map(([names, say]) => (
          <div
            key={names.join(' ')}
            className="flex items-center justify-between gap-4 border-t border-line py-2.5"
          >
            <dt>{say()}</dt>
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
