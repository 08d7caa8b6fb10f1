import { isNearlyOver } from './ring-share.ts'

/** The forget-ring: an arc for the share of a life that is left. Its words stand beside it or in its tooltip. */
export function Ring({
  share,
  sizePx = 16,
  onPicture = false,
}: {
  share: number
  sizePx?: number
  onPicture?: boolean
}) {
  const radius = 6.25
  const length = 2 * Math.PI * radius
  const colour =
    share > 0 && isNearlyOver(share) ? 'text-safelight' : onPicture ? 'text-night-ink' : 'text-ink'
  return (
    <svg
      viewBox="0 0 16 16"
      width={sizePx}
      height={sizePx}
      aria-hidden="true"
      className={`shrink-0 ${colour}`}
    >
      <circle
        cx="8"
        cy="8"
        r={radius}
        fill="none"
        stroke="currentColor"
        strokeOpacity="0.25"
        strokeWidth="2"
      />
      {share > 0 && (
        <circle
          cx="8"
          cy="8"
          r={radius}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeDasharray={`${share * length} ${length}`}
          transform="rotate(-90 8 8)"
        />
      )}
    </svg>
  )
}
