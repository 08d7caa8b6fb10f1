import { CircleUserRound, Images, Sparkle } from 'lucide-react'
import { t } from '../messages/messages.ts'
import { PageLink } from './location.tsx'

const tab =
  'flex min-h-12 flex-1 items-center justify-center gap-2 text-13 text-ink-second aria-[current=page]:font-500 aria-[current=page]:text-ink'
const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The pages there are, under the thumb. */
export function PhoneTabs() {
  return (
    <nav aria-label={t('nav.label')} className="flex border-t border-line">
      <PageLink page="studio" className={tab}>
        <Sparkle {...icon} />
        {t('nav.studio')}
      </PageLink>
      <PageLink page="library" className={tab}>
        <Images {...icon} />
        {t('nav.library')}
      </PageLink>
      <PageLink page="account" className={tab}>
        <CircleUserRound {...icon} />
        {t('nav.account')}
      </PageLink>
    </nav>
  )
}
