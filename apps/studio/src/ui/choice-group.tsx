import type { ReactNode } from 'react'

export interface Choice<Value extends string | number> {
  value: Value
  label: string
  /** What is shown; the label alone when absent. */
  face?: ReactNode
}

export interface ChoiceGroupProps<Value extends string | number> {
  legend: string
  name: string
  choices: readonly Choice<Value>[]
  value: Value
  onChange(value: Value): void
  /** Tailwind classes of the grid the choices stand in. */
  columns: string
  /** Beside the legend, at the end of the line. */
  aside?: ReactNode
}

/** One of several, on real radio buttons: arrow keys move, and each is read with its group. */
export function ChoiceGroup<Value extends string | number>(props: ChoiceGroupProps<Value>) {
  return (
    <fieldset className="min-w-0">
      <legend className="float-start mb-2 text-13 font-500 text-ink-second">{props.legend}</legend>
      {props.aside !== undefined && <div className="float-end text-13 text-ink-second">{props.aside}</div>}
      <div className={`clear-both grid gap-1 ${props.columns}`}>
        {props.choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-10 items-center justify-center rounded-control border border-line px-1 text-13 text-ink-second transition-colors hover:border-edge has-checked:border-ink has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-safelight pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={props.name}
              value={choice.value}
              className="sr-only"
              aria-label={choice.label}
              checked={choice.value === props.value}
              onChange={() => props.onChange(choice.value)}
            />
            {choice.face ?? <span className="figures">{choice.label}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
