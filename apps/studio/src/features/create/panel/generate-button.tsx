import { t } from '../../../messages/messages.ts'
import { formatFigure } from '../../../messages/figures.ts'
import { Button } from '../../../ui/button.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { changeDraft, type Obstacle } from '../draft.ts'
import type { Asking } from './use-asking.ts'

/** The one primary action, with its price; what is left after it on hover and focus. */
export function GenerateButton({ asking, className = '' }: { asking: Asking; className?: string }) {
  const { obstacle, credits } = asking
  const reason = obstacle === undefined ? undefined : obstacleText(asking)
  return (
    <Tooltip text={reason ?? t('generate.after', { credits: formatFigure(asking.creditsAfter) })}>
      <Button
        look="primary"
        data-generate=""
        blockedBy={reason}
        onClick={asking.generate}
        className={`figures min-h-11! ${className}`}
      >
        {t('generate.button', { credits, figure: formatFigure(credits) })}
      </Button>
    </Tooltip>
  )
}

export function obstacleText({ obstacle, credits, creditsAfter }: Asking): string {
  if (obstacle === 'credits') {
    const left = credits + creditsAfter
    return t('obstacle.credits', { credits: formatFigure(credits), count: left, left: formatFigure(left) })
  }
  return obstacle === undefined ? '' : t(`obstacle.${obstacle}`)
}

/** An empty prompt explains itself; one that is too long is counted right below it. */
function isSaidElsewhere(obstacle: Obstacle): boolean {
  return obstacle === 'asking' || obstacle === 'prompt-empty' || obstacle === 'prompt-too-long'
}

/** Beside the button: why it cannot be used, or what went wrong. */
export function AskingNote({ asking }: { asking: Asking }) {
  const { obstacle, fault, fitted, credits, creditsAfter } = asking
  const affordable = Math.floor((credits + creditsAfter) / fitted.model.creditsPerImage)
  if (fault !== undefined) return <Note isBad>{fault}</Note>
  if (obstacle === undefined || isSaidElsewhere(obstacle)) return null
  return (
    <Note>
      {obstacleText(asking)}
      {obstacle === 'credits' && affordable > 0 && (
        <Button
          look="bare"
          className="-mx-1 -my-2 px-2! text-13! text-ink! underline"
          onClick={() => changeDraft({ count: affordable })}
        >
          {t('obstacle.fewer', { count: affordable })}
        </Button>
      )}
    </Note>
  )
}

function Note({ isBad = false, children }: { isBad?: boolean; children: React.ReactNode }) {
  return (
    <div
      role={isBad ? 'alert' : undefined}
      className={`border-s-2 ps-3 text-13 ${isBad ? 'border-bad' : 'border-caution'}`}
    >
      {children}
    </div>
  )
}
