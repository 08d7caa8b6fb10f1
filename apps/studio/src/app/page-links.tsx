import { t } from '../messages/messages.ts'
import { Mark } from '../ui/mark.tsx'
import { PageLink } from './location.tsx'

const link =
  'flex min-h-10 items-center rounded-control px-3 text-ink-second hover:text-ink aria-[current=page]:text-ink'

/** The mark and the pages that need no account, at the start of the header. */
export function PageLinks() {
  return (
    <>
      <PageLink
        page="studio"
        className="flex min-h-10 min-w-11 items-center gap-2.5 rounded-control pe-2 font-600 pointer-coarse:min-h-11"
      >
        <Mark />
        <span className="hidden text-16 tracking-[-0.01em] compact:inline">GPTImage</span>
        <span className="sr-only compact:hidden">GPTImage</span>
      </PageLink>
      <nav aria-label={t('nav.label')} className="ms-2 hidden gap-1 compact:flex">
        <PageLink page="studio" className={link}>
          {t('nav.studio')}
        </PageLink>
        <PageLink page="library" className={link}>
          {t('nav.library')}
        </PageLink>
      </nav>
    </>
  )
}
