import { Check } from 'lucide-react'
import { useState } from 'react'
import type { PartnerList } from '#contract'
import { td } from '../../messages/disclosures/messages.ts'
import { ChoiceGroup } from '../../ui/choice-group.tsx'

export interface RegionChoiceProps {
  list: Pick<PartnerList, 'regions' | 'allowedRegions'>
  /** Undefined: any region. */
  onChoose(allowed: readonly string[] | undefined): void
}

/** To which regions the person keeps. With only one there is still something to choose: none. */
export function RegionChoice({ list, onChoose }: RegionChoiceProps) {
  const { regions } = list
  // What was pressed is shown at once; the server is told beside.
  const [allowed, setAllowed] = useState<readonly string[] | undefined>(list.allowedRegions)
  const choose = (chosen: readonly string[] | undefined): void => {
    setAllowed(chosen)
    onChoose(chosen)
  }
  return (
    <section className="grid max-w-md gap-3">
      <ChoiceGroup<'any' | 'some'>
        legend={td('regions.legend')}
        name="regions"
        columns="grid-cols-2"
        value={allowed === undefined ? 'any' : 'some'}
        onChange={(chosen) => choose(chosen === 'some' ? regions : undefined)}
        choices={[
          { value: 'any', label: td('regions.any') },
          { value: 'some', label: td('regions.some') },
        ]}
      />
      {allowed !== undefined && (
        <fieldset className="grid gap-1">
          <legend className="sr-only">{td('regions.which')}</legend>
          {regions.map((region) => (
            <label
              key={region}
              className="group flex min-h-10 items-center gap-3 rounded-control border border-line px-3 text-14 transition-colors hover:border-edge has-checked:border-ink has-checked:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-safelight pointer-coarse:min-h-11"
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={allowed.includes(region)}
                onChange={({ target }) =>
                  choose(target.checked ? [...allowed, region] : allowed.filter((kept) => kept !== region))
                }
              />
              <Check
                size={16}
                strokeWidth={1.5}
                aria-hidden="true"
                className="invisible group-has-checked:visible"
              />
              {region}
            </label>
          ))}
        </fieldset>
      )}
      <p className="text-13 text-ink-second">{td(allowed?.length === 0 ? 'regions.none' : 'regions.text')}</p>
    </section>
  )
}
