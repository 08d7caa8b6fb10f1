import { FolderArchive, ShieldCheck, ShieldQuestion } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import {
  askPersistence,
  type Library,
  type LibraryIndex,
  measureStorage,
  type StorageMeasure,
  type Wiped,
} from '../../library/index.ts'
import { useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { formatBytes } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'
import { saveEntries } from './save-entries.ts'
import { sumOfBytes } from './sum-of-bytes.ts'
import { WipeForm, WipeReceipt } from './wipe-form.tsx'
import { tl } from '../../messages/library/messages.ts'

export interface StorageSheetProps {
  library: Library
  index: LibraryIndex
  onClose(): void
}

/** What lies on this device, how safe it is from the browser itself, and how to take it away or be rid of it. */
export function StorageSheet({ library, index, onClose }: StorageSheetProps) {
  const studio = useStudio()
  const [step, setStep] = useState<'meter' | 'wipe'>('meter')
  const [wiped, setWiped] = useState<Wiped>()
  const measure = useMeasure(index)
  const title = tl(wiped === undefined && step === 'wipe' ? 'wipe.title' : 'storage.title')
  return (
    <Sheet label={title} shape="slip" onClose={onClose}>
      <SheetHeader title={title} onClose={onClose} />
      <div className="grid gap-5 px-4 pb-4 compact:px-6 compact:pb-6">
        {wiped !== undefined ? (
          <WipeReceipt wiped={wiped} />
        ) : step === 'wipe' ? (
          <WipeForm
            libraryId={library.id}
            count={index.length}
            sizeBytes={sumOfBytes(index)}
            onBack={() => setStep('meter')}
            onWiped={setWiped}
          />
        ) : (
          <>
            <Amount index={index} measure={measure.now} />
            <Safety measure={measure.now} onAsked={measure.again} />
            {!library.hasFiles && <p className="text-13 text-ink-second">{tl('library.private')}</p>}
            <p className="text-13 text-ink-second">{tl('storage.shared')}</p>
            {index.length > 0 && (
              <div className="grid gap-2 border-t border-line pt-4 compact:flex">
                <Button
                  icon={<FolderArchive size={18} strokeWidth={1.5} aria-hidden="true" />}
                  onClick={() => void saveEntries(studio, library, index)}
                >
                  {index.length === 1 ? t('action.download') : tl('storage.zip-all')}
                </Button>
                <Button className="text-bad! compact:ms-auto" onClick={() => setStep('wipe')}>
                  {tl('storage.wipe')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </Sheet>
  )
}

function useMeasure(index: LibraryIndex): { now: StorageMeasure | undefined; again(): void } {
  const [now, setNow] = useState<StorageMeasure>()
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isWanted = true
    void measureStorage().then((measure) => isWanted && setNow(measure))
    return () => {
      isWanted = false
    }
  }, [index, turn])
  return { now, again: () => setTurn((before) => before + 1) }
}

function Amount({ index, measure }: { index: LibraryIndex; measure: StorageMeasure | undefined }) {
  const used = measure?.usedBytes
  const allowed = measure?.allowedBytes
  const isKnown = used !== undefined && allowed !== undefined && allowed > 0
  return (
    <div className="grid gap-2">
      <p className="figures text-16">
        {tl('library.amount', {
          count: index.length,
          figure: formatFigure(index.length),
          size: formatBytes(sumOfBytes(index)),
        })}
      </p>
      {isKnown && (
        <>
          <div
            role="meter"
            aria-label={tl('storage.meter')}
            aria-valuemin={0}
            aria-valuemax={allowed}
            aria-valuenow={Math.min(used, allowed)}
            aria-valuetext={tl('storage.used', { used: formatBytes(used), allowed: formatBytes(allowed) })}
            className="h-1.5 overflow-hidden rounded-full bg-line"
          >
            <div
              className={`h-full min-w-0.5 origin-left rounded-full rtl:origin-right ${used / allowed > 0.9 ? 'bg-caution' : 'bg-ink'}`}
              style={{ width: `${Math.min(100, (used / allowed) * 100)}%` }}
            />
          </div>
          <p className="figures text-13 text-ink-second">
            {tl('storage.used', { used: formatBytes(used), allowed: formatBytes(allowed) })}
          </p>
        </>
      )}
    </div>
  )
}

function Safety({ measure, onAsked }: { measure: StorageMeasure | undefined; onAsked(): void }) {
  const [isRefused, setRefused] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  if (measure === undefined) return null
  if (measure.isPersistent) {
    return (
      <Word
        icon={<ShieldCheck {...icon} className="shrink-0 text-good" />}
        title={tl('storage.persistent')}
        titleRef={title}
      >
        <p className="text-13 text-ink-second">{tl('storage.persistent-text')}</p>
      </Word>
    )
  }
  async function ask(): Promise<void> {
    setRefused(!(await askPersistence()))
    onAsked()
    // The button that was pressed goes: what took its place is where one is now.
    title.current?.focus()
  }
  return (
    <Word
      icon={<ShieldQuestion {...icon} className="shrink-0 text-caution" />}
      title={tl('storage.best-effort')}
      titleRef={title}
    >
      <p className="text-13 text-ink-second">{tl('storage.best-effort-text')}</p>
      {isRefused ? (
        <p role="status" className="text-13">
          {tl('storage.refused')}
        </p>
      ) : (
        <div>
          <Button onClick={() => void ask()}>{tl('storage.ask')}</Button>
        </div>
      )}
    </Word>
  )
}

const icon = { size: 20, strokeWidth: 1.5, 'aria-hidden': true } as const

interface WordProps {
  icon: ReactNode
  title: string
  titleRef: Ref<HTMLHeadingElement>
  children: ReactNode
}

/** What the browser has promised. */
function Word({ icon: sign, title, titleRef, children }: WordProps) {
  return (
    <section className="flex gap-3 border-t border-line pt-4">
      {sign}
      <div className="grid gap-2">
        <h3 ref={titleRef} tabIndex={-1} className="text-14">
          {title}
        </h3>
        {children}
      </div>
    </section>
  )
}
