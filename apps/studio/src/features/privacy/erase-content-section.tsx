import { useState } from 'react'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { formatStamp } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'
import { useEraseContent } from './use-rights.ts'

/** Everything made and given goes, on every browser; the account stays. */
export function EraseContentSection() {
  const [isAsked, setAsked] = useState(false)
  const erase = useEraseContent()
  return (
    <section aria-labelledby="erase-content-heading" className="grid justify-items-start gap-4">
      <h2 id="erase-content-heading" className="text-16">
        {tp('content.title')}
      </h2>
      <p className="max-w-[68ch] text-ink-second">{tp('content.text')}</p>
      <Button onClick={() => setAsked(true)}>{tp('content.ask')}</Button>
      {erase.data !== undefined && (
        <div className="w-full max-w-md">
          <Receipt
            title={tp('content.receipt')}
            lines={[
              [tp('content.at'), formatStamp(Date.parse(erase.data.at))],
              [tp('content.sittings'), tp('content.keys', { sittings: erase.data.sittings })],
              [tp('content.objects'), String(erase.data.objects)],
            ]}
          />
        </div>
      )}
      {isAsked && (
        <Sheet label={tp('content.title')} shape="slip" onClose={() => setAsked(false)}>
          <SheetHeader title={tp('content.title')} onClose={() => setAsked(false)} />
          <div className="grid gap-4 px-4 pb-4 compact:px-6 compact:pb-6">
            <p>{tp('content.what')}</p>
            {erase.isError && <p role="alert">{faultText(erase.error)}</p>}
            <div className="flex flex-wrap gap-2">
              <Button
                className="border-bad! text-bad!"
                blockedBy={erase.isPending ? tp('content.erasing') : undefined}
                onClick={() => erase.mutate({}, { onSuccess: () => setAsked(false) })}
              >
                {tp('content.button')}
              </Button>
              <Button look="bare" onClick={() => setAsked(false)}>
                {t('action.cancel')}
              </Button>
            </div>
          </div>
        </Sheet>
      )}
    </section>
  )
}
