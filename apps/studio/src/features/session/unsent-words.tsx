import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { t } from '../../messages/messages.ts'

/** Words that were written but not sent: they are in this page's memory only, and can be taken away before it goes. */
export function UnsentWords({ words }: { words: string }) {
  if (words.trim() === '') return null
  return (
    <section className="grid gap-3 rounded-panel border border-line bg-raised p-4">
      <h2 className="text-14">{t('ended.unsent')}</h2>
      <p
        dir="auto"
        className="max-h-40 overflow-auto whitespace-pre-wrap [overflow-wrap:anywhere]"
        tabIndex={0}
      >
        {words}
      </p>
      <div>
        <Button
          onClick={() => void navigator.clipboard.writeText(words).then(() => announce(t('receipt.copied')))}
        >
          {t('ended.copy')}
        </Button>
      </div>
    </section>
  )
}
