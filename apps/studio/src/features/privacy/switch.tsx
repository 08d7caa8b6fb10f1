import { useId } from 'react'

export interface SwitchProps {
  label: string
  text: string
  isOn: boolean
  isBusy?: boolean
  onChange(isOn: boolean): void
}

/** One decision, on a real checkbox; it holds when the server has answered. */
export function Switch({ label, text, isOn, isBusy = false, onChange }: SwitchProps) {
  const id = useId()
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 border-b border-line py-3">
      <input
        type="checkbox"
        role="switch"
        className="peer sr-only"
        checked={isOn}
        aria-disabled={isBusy || undefined}
        aria-describedby={id}
        onChange={(event) => !isBusy && onChange(event.target.checked)}
      />
      <span
        aria-hidden="true"
        className="mt-0.5 flex h-6 w-10 shrink-0 items-center rounded-full border border-edge bg-sunk p-0.5 transition-colors peer-checked:justify-end peer-checked:border-ink peer-checked:bg-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-safelight"
      >
        <span className={`size-4.5 rounded-full ${isOn ? 'bg-ground' : 'bg-edge'}`} />
      </span>
      <span className="min-w-0">
        <span className="block font-500">{label}</span>
        <span id={id} className="block max-w-[60ch] text-13 text-ink-second">
          {text}
        </span>
      </span>
    </label>
  )
}
