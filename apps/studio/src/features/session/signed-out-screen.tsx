import { t } from '../../messages/messages.ts'
import { formatFigure } from '../../messages/figures.ts'
import { formatBytes, formatStamp } from '../../messages/moments.ts'
import { Receipt } from '../../ui/receipt.tsx'
import type { Leaving, LibraryLeft } from './sign-out.ts'

/** The slip that is left in the hand after leaving the room. */
export function SignedOutScreen({ left }: { left: Extract<Leaving, { step: 'left' }> }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md animate-rise content-center gap-6 p-4">
      <div>
        <h1 className="text-28 tracking-[-0.01em]">{t('signed-out.title')}</h1>
        <p className="mt-2 text-ink-second">{t('signed-out.text')}</p>
      </div>
      <Receipt
        title={t('signed-out.receipt')}
        lines={[
          [t('signed-out.at'), formatStamp(left.at)],
          [t('signed-out.keys'), t('signed-out.keys-how')],
          [t('signed-out.prompts'), t('signed-out.unreadable', { count: left.prompts })],
          [t('signed-out.pictures'), t('signed-out.unreadable', { count: left.pictures })],
          ...givenLine(left.given),
          [t('signed-out.bytes'), t('signed-out.bytes-how')],
          [
            t('signed-out.sessions'),
            t(left.everywhere ? 'signed-out.all-devices' : 'signed-out.this-device'),
          ],
          ...libraryLine(left.library),
          [t('signed-out.page'), t('signed-out.page-how')],
        ]}
      />
      <a
        href="/"
        className="inline-flex min-h-11 items-center justify-center rounded-control border border-edge/60 px-4 font-500 hover:border-edge hover:bg-raised"
      >
        {t('signed-out.done')}
      </a>
    </main>
  )
}

function givenLine(count: number): [string, string][] {
  return count === 0 ? [] : [[t('signed-out.given'), t('signed-out.unreadable', { count })]]
}

function libraryLine(library: LibraryLeft | undefined): [string, string][] {
  if (library === undefined) return []
  const { fate, pictures, sizeBytes } = library
  const amount = { count: pictures, figure: formatFigure(pictures), size: formatBytes(sizeBytes) }
  return [[t('signed-out.library'), t(`signed-out.library-${fate}`, amount)]]
}
