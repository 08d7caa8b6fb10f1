import { t } from '../../messages/messages.ts'

const link =
  'flex min-h-10 items-center text-13 text-ink-second underline-offset-2 hover:text-ink hover:underline pointer-coarse:min-h-11'

/** The pages that say what is kept and what may be made, and where to write. They open beside the studio, whose work goes on. */
export function PolicyLinks() {
  return (
    <nav aria-label={t('policies.label')} className="flex flex-wrap gap-x-4 border-t border-line px-5 py-1">
      <a className={link} href="/privacy" target="_blank" rel="noopener">
        {t('policies.privacy')}
      </a>
      <a className={link} href="/terms" target="_blank" rel="noopener">
        {t('policies.terms')}
      </a>
      <a className={link} href="/content-policy" target="_blank" rel="noopener">
        {t('policies.content')}
      </a>
      <a className={link} href="/trust" target="_blank" rel="noopener">
        {t('policies.proof')}
      </a>
      <a className={link} href="/contact" target="_blank" rel="noopener">
        {t('policies.contact')}
      </a>
      <a className={link} href="/report" target="_blank" rel="noopener">
        {t('policies.report')}
      </a>
    </nav>
  )
}
