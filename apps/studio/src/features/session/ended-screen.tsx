import { t } from '../../messages/messages.ts'
import { UnsentWords } from './unsent-words.tsx'

export interface EndedScreenProps {
  /** Words that were written but not sent; they are still in this page's memory, and only there. */
  unsent: string
}

/** The session ended elsewhere or by its limit. Everything is cleared but the words that were not yet sent. */
export function EndedScreen({ unsent }: EndedScreenProps) {
  const hasWords = unsent.trim() !== ''
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-4">
      <div>
        <h1 className="text-28 tracking-[-0.01em]">{t('ended.title')}</h1>
        <p className="mt-2 text-ink-second">{t('ended.text')}</p>
      </div>
      <UnsentWords words={unsent} />
      <a
        href="/auth/signin"
        {...(hasWords ? { target: '_blank', rel: 'noreferrer' } : {})}
        className="inline-flex min-h-11 items-center justify-center rounded-control bg-safelight px-4 font-600 text-on-safelight hover:brightness-110"
      >
        {t('ended.sign-in')}
      </a>
      {hasWords && <p className="text-13 text-ink-second">{t('ended.new-tab')}</p>}
    </main>
  )
}
