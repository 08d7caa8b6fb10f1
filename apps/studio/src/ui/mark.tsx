/** The mark: a print with a forget-ring in it. */
export function Mark({ sizePx = 26 }: { sizePx?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={sizePx}
      height={sizePx}
      fill="none"
      aria-hidden="true"
      className="shrink-0"
    >
      <rect x="1" y="1" width="22" height="22" rx="4" className="fill-raised stroke-line" />
      <path
        d="M12 6.5a5.5 5.5 0 1 1-5.5 5.5"
        className="stroke-safelight"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="12" cy="12" r="1.75" className="fill-ink" />
    </svg>
  )
}
