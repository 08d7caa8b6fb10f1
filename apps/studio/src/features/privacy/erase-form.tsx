import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { HeldView } from '#contract'
import { eraseAccount, makeReceiptKey } from '../../live/erasing-account.ts'
import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { formatLasting } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toasts.tsx'

export interface EraseFormProps {
  lasting: HeldView['lasting']
  onBack(): void
}

/** Says exactly what will be, and asks for one's own address to be typed: in any language that shows who is meant. */
export function EraseForm({ lasting, onBack }: EraseFormProps) {
  const studio = useStudio()
  const session = useQuery({
    queryKey: ['session-now'],
    queryFn: () => studio.client.getSession(),
    staleTime: 0,
  })
  const { name = '', email = '' } = session.data?.account ?? {}
  const credits = session.data?.credits ?? 0
  const id = useId()
  const [typed, setTyped] = useState('')
  const [isWiped, setWiped] = useState(false)
  const [receiptKey] = useState(makeReceiptKey)
  const library = useQuery({ queryKey: ['library-here'], queryFn: () => countLibrary(studio), staleTime: 0 })
  const held = lasting.find(({ name: what }) => what === 'held_receipts')
  const word = email === '' ? name : email
  const isMeant = word !== '' && typed.trim().toLowerCase() === word.trim().toLowerCase()
  const here = library.data ?? undefined
  function erase(): void {
    const chosen = here === undefined ? undefined : { id: here.id, isWiped }
    // The page is gone from the screen at once: what becomes of it is told in its place, or beside it.
    eraseAccount(studio, { library: chosen, receiptKey }).catch((error: unknown) =>
      showToast({ id: 'erase-account', text: faultText(error) }),
    )
  }
  return (
    <form
      className="grid gap-4 px-4 pb-4 compact:px-6 compact:pb-6"
      onSubmit={(event) => {
        event.preventDefault()
        if (isMeant) erase()
      }}
    >
      <ol className="grid list-decimal gap-2 ps-5">
        <li>{tp('erase.keys')}</li>
        <li>{tp('erase.partners')}</li>
        <li>
          {tp('erase.rows')} {credits > 0 && tp('erase.also', { credits })}
        </li>
        <li>
          {tp('erase.stays')}
          <ul className="mt-1 grid gap-0.5 text-13 text-ink-second">
            {lasting.map(({ name, words, seconds }) => (
              <li key={name} className="figures">
                {words}: {formatLasting(seconds)}
              </li>
            ))}
          </ul>
        </li>
      </ol>
      <p className="text-ink-second">{tp('erase.text')}</p>
      <dl className="grid gap-1 text-13">
        <dt className="text-ink-second">{tp('erase.key')}</dt>
        <dd className="font-mono wrap-anywhere select-all">{receiptKey}</dd>
        {held !== undefined && (
          <dd className="text-ink-second">
            {tp('erase.key-why', { address: '/account/receipt', lasting: formatLasting(held.seconds) })}
          </dd>
        )}
      </dl>
      {here !== undefined && (
        <label className="flex items-start gap-3 rounded-control border border-line p-3">
          <input
            type="checkbox"
            checked={isWiped}
            onChange={(event) => setWiped(event.target.checked)}
            className="mt-0.5 size-5 shrink-0 accent-safelight"
          />
          <span>
            <span className="block font-500">{tp('erase.library')}</span>
            <span className="text-13 text-ink-second">
              {tp(isWiped ? 'erase.library-goes' : 'erase.library-stays', { count: here.count })}
            </span>
          </span>
        </label>
      )}
      <div className="grid gap-2">
        <label htmlFor={id} className="text-13 text-ink-second">
          {tp('erase.label', { word })}
        </label>
        <input
          id={id}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="min-h-10 w-full rounded-control border border-edge/70 bg-ground px-3 text-16 pointer-coarse:min-h-11"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          className="border-bad! text-bad! aria-disabled:opacity-50"
          blockedBy={isMeant ? undefined : tp('erase.type-first')}
        >
          {tp('erase.button')}
        </Button>
        <Button look="bare" onClick={onBack}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** What this device keeps for the person; null when that is nothing. */
async function countLibrary({ device }: ReturnType<typeof useStudio>) {
  const library = await device.whenKnown()
  const content = await library?.list().catch(() => undefined)
  if (library === undefined || content === undefined || content.pictures.length === 0) return null
  return { id: library.id, count: content.pictures.length }
}
