import { Command } from 'cmdk'
import { t } from '../messages/messages.ts'
import { Sheet } from '../ui/sheet.tsx'

export interface PaletteAct {
  name: string
  keys?: string
  run(): void
}

export interface CommandPaletteProps {
  acts: readonly PaletteAct[]
  onClose(): void
}

/** Everything the studio can do, found by typing a few letters of it. */
export function CommandPalette({ acts, onClose }: CommandPaletteProps) {
  return (
    <Sheet label={t('palette.label')} shape="slip" onClose={onClose}>
      <Command label={t('palette.label')} loop className="grid">
        <Command.Input
          data-first=""
          placeholder={t('palette.placeholder')}
          className="min-h-12 border-b border-line bg-transparent px-4 text-16 outline-none"
        />
        <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
          <Command.Empty className="px-3 py-4 text-14 text-ink-second">{t('palette.none')}</Command.Empty>
          {acts.map(({ name, keys, run }) => (
            <Command.Item
              key={name}
              value={name}
              onSelect={() => {
                onClose()
                // The sheet gives the focus back first; what runs may move it on.
                requestAnimationFrame(run)
              }}
              className="flex min-h-10 items-center justify-between gap-4 rounded-control px-3 text-14 data-[selected=true]:bg-line/60 pointer-coarse:min-h-11"
            >
              {name}
              {keys !== undefined && <kbd className="font-sans text-12 text-ink-second">{keys}</kbd>}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Sheet>
  )
}
