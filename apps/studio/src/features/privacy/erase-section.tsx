import { useState } from 'react'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'
import { EraseForm } from './erase-form.tsx'
import { useHeld } from './use-held.ts'

/** The end of the page and of the account. */
export function EraseSection() {
  const [isAsked, setAsked] = useState(false)
  const held = useHeld()
  return (
    <section aria-labelledby="erase-heading" className="grid justify-items-start gap-4">
      <h2 id="erase-heading" className="text-16">
        {tp('erase.title')}
      </h2>
      <p className="max-w-[68ch] text-ink-second">{tp('erase.text')}</p>
      <Button
        className="border-bad! text-bad! aria-disabled:opacity-50"
        blockedBy={held.data === undefined ? tp('held.loading') : undefined}
        onClick={() => setAsked(true)}
      >
        {tp('erase.ask')}
      </Button>
      {isAsked && (
        <Sheet label={tp('erase.title')} shape="slip" onClose={() => setAsked(false)}>
          <SheetHeader title={tp('erase.title')} onClose={() => setAsked(false)} />
          <EraseForm lasting={held.data?.lasting ?? []} onBack={() => setAsked(false)} />
        </Sheet>
      )}
    </section>
  )
}
