import type { ImageSize } from '#contract'
import { t } from '../../../messages/messages.ts'
import { ChoiceGroup } from '../../../ui/choice-group.tsx'
import { changeDraft } from '../draft.ts'
import { ratioOf } from '../ratio.ts'

const name = ({ widthPx, heightPx }: ImageSize): string => `${widthPx}x${heightPx}`

export function focusSize(size: ImageSize): void {
  const radio = document.querySelector(`input[name="size"][value="${name(size)}"]`)
  if (radio instanceof HTMLElement) radio.focus()
}

/** Sizes by shape first, pixels second, as people choose them. */
export function SizeChoice({ sizes, size }: { sizes: readonly ImageSize[]; size: ImageSize }) {
  const largest = Math.max(...sizes.flatMap(({ widthPx, heightPx }) => [widthPx, heightPx]))
  const hasLargerTwin = (one: ImageSize): boolean =>
    sizes.some((other) => ratioOf(other) === ratioOf(one) && other.widthPx > one.widthPx)
  return (
    <ChoiceGroup
      legend={t('size.label')}
      name="size"
      aside={
        <span className="figures">{t('size.pixels', { width: size.widthPx, height: size.heightPx })}</span>
      }
      columns={sizes.length === 4 ? 'grid-cols-4' : sizes.length < 4 ? 'grid-cols-3' : 'grid-cols-5'}
      value={name(size)}
      onChange={(value) => changeDraft({ size: sizes.find((one) => name(one) === value) })}
      choices={sizes.map((one) => ({
        value: name(one),
        label: t('size.choice', {
          ratio: ratioOf(one),
          width: one.widthPx,
          height: one.heightPx,
        }),
        face: <ShapeFace size={one} largest={largest} isSmallerTwin={hasLargerTwin(one)} />,
      }))}
    />
  )
}

interface ShapeFaceProps {
  size: ImageSize
  /** The longest side of any size there is: shapes are drawn to one scale. */
  largest: number
  /** A larger size has the same shape, so this one says its pixels too. */
  isSmallerTwin: boolean
}

function ShapeFace({ size, largest, isSmallerTwin }: ShapeFaceProps) {
  return (
    <span aria-hidden="true" className="grid justify-items-center gap-1 py-2">
      <span className="grid size-6 place-items-center">
        <span
          className="rounded-[2px] border-[1.5px] border-current"
          style={{
            width: `${(size.widthPx / largest) * 100}%`,
            height: `${(size.heightPx / largest) * 100}%`,
          }}
        />
      </span>
      <span className="figures text-12">
        {isSmallerTwin ? `${ratioOf(size)} · ${size.widthPx}` : ratioOf(size)}
      </span>
    </span>
  )
}
