import { useEffect, useState } from 'react'
import { type Given, type Kin, useLineage } from '../live/lineage.ts'
import { t } from '../messages/messages.ts'
import { tf } from '../messages/facts/messages.ts'

export interface LineageProps {
  pictureId: string
  given: Given
  onShow(pictureId: string): void
}

/** What a picture was made from, and what it led to: small prints, each a way to the picture where there is one. */
export function Lineage({ pictureId, given, onShow }: LineageProps) {
  const found = useLineage(pictureId, given)
  if (found === undefined) return null
  const { madeFrom, mask, ledTo } = found
  if (madeFrom.length === 0 && ledTo.length === 0) return null
  return (
    <div className="grid gap-4">
      {madeFrom.length > 0 && (
        <Kinsfolk title={tf('lineage.made-from')}>
          {madeFrom.map((kin, index) => (
            <KinPrint
              key={kin.id}
              kin={kin}
              name={t('references.number', { number: index + 1 })}
              onShow={onShow}
            />
          ))}
          {mask !== undefined && <KinPrint kin={mask} name={tf('lineage.mask')} isMask onShow={onShow} />}
        </Kinsfolk>
      )}
      {ledTo.length > 0 && (
        <Kinsfolk title={tf('lineage.led-to')}>
          {ledTo.map((kin, index) => (
            <KinPrint
              key={kin.id}
              kin={kin}
              name={tf('lineage.result', { number: index + 1 })}
              onShow={onShow}
            />
          ))}
        </Kinsfolk>
      )}
    </div>
  )
}

function Kinsfolk({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 text-13 leading-normal font-500 text-ink-second">{title}</h3>
      <ul className="flex flex-wrap gap-2">{children}</ul>
    </section>
  )
}

interface KinPrintProps {
  kin: Kin
  name: string
  isMask?: boolean
  onShow(pictureId: string): void
}

function KinPrint({ kin, name, isMask = false, onShow }: KinPrintProps) {
  const url = useUrl(kin.blob)
  const { pictureId } = kin
  const face =
    url === undefined ? (
      <span className="grid size-full place-items-center rounded-print border border-dashed border-edge p-1 text-center text-12 text-ink-second">
        {pictureId === undefined ? tf('lineage.gone') : name}
      </span>
    ) : (
      <img
        src={url}
        alt={name}
        // A mask is black where the picture stays: what is open in it is seen on light ground alone.
        data-theme={isMask ? 'light' : undefined}
        className="checks size-full rounded-print object-cover"
      />
    )
  return (
    <li className="size-16">
      {pictureId === undefined ? (
        face
      ) : (
        <button
          type="button"
          aria-label={tf('lineage.show', { name })}
          className="block size-full rounded-print hover:brightness-110"
          onClick={() => onShow(pictureId)}
        >
          {face}
        </button>
      )}
    </li>
  )
}

function useUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (blob === undefined) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(undefined)
    }
  }, [blob])
  return url
}
