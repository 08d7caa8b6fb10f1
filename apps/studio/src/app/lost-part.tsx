import { Component, type ReactNode } from 'react'
import { draft } from '../features/create/draft.ts'
import { UnsentWords } from '../features/session/unsent-words.tsx'
import { useCell } from '../live/cell.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/button.tsx'

/**
 * Stands where a part of the studio could not be had: mostly the server has a newer release, and this page is of the one
 * before. It is loaded anew by the person, not by itself: words that were not sent would go with it.
 */
export class LostPartBoundary extends Component<{ children: ReactNode }, { isLost: boolean }> {
  override state = { isLost: false }

  static getDerivedStateFromError(): { isLost: boolean } {
    return { isLost: true }
  }

  override render(): ReactNode {
    if (!this.state.isLost) return this.props.children
    return (
      <main className="mx-auto grid min-h-dvh max-w-md content-center p-4">
        <LostPart />
      </main>
    )
  }
}

export function LostPart({ onAgain }: { onAgain?: () => void }) {
  const { prompt } = useCell(draft)
  return (
    <div className="grid gap-6">
      <div>
        <h1 className="text-20">{t('lost.title')}</h1>
        <p className="mt-2 text-ink-second">{t('lost.text')}</p>
      </div>
      <UnsentWords words={prompt} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => location.reload()}>
          {t('lost.reload')}
        </Button>
        {onAgain !== undefined && <Button onClick={onAgain}>{t('action.try-again')}</Button>}
      </div>
    </div>
  )
}
