import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from '../messages/messages.ts'
import { Button } from './button.tsx'

/** A printed slip about an act on data: when, what, who answered. Plain type, dotted rule, to be copied. */
export function Receipt({
  title,
  lines,
}: {
  title: string
  lines: readonly (readonly [what: string, how: string])[]
}) {
  const [isCopied, setCopied] = useState(false)
  const text = [title, ...lines.map(([what, how]) => `${what}: ${how}`)].join('\n')
  return (
    <section aria-label={title} className="rounded-print bg-paper p-6 font-400 text-paper-ink">
      <h2 className="text-16">{title}</h2>
      <dl className="mt-4 grid text-13">
        {lines.map(([what, how]) => (
          <div
            key={what}
            className="flex items-baseline justify-between gap-6 border-t border-dashed border-paper-edge py-2"
          >
            <dt className="text-paper-ink-second">{what}</dt>
            <dd className="figures text-end">{how}</dd>
          </div>
        ))}
      </dl>
      <div className="border-t border-dashed border-paper-edge pt-4">
        <Button
          className="border-paper-edge! text-paper-ink! hover:bg-paper-sunk!"
          icon={isCopied ? <Check size={16} strokeWidth={1.5} /> : <Copy size={16} strokeWidth={1.5} />}
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {isCopied ? t('receipt.copied') : t('receipt.copy')}
        </Button>
      </div>
    </section>
  )
}
