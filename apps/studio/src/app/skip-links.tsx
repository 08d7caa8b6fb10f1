import { t } from '../messages/messages.ts'
import { usePage } from './location.tsx'

const link =
  'fixed start-3 top-2 z-50 -translate-y-20 grid min-h-11 place-items-center rounded-control bg-raised px-4 font-500 focus-visible:translate-y-0'

/** Ways past the header for people who move by keyboard. */
export function SkipLinks() {
  const page = usePage()
  return (
    <>
      {page === 'studio' && (
        <a href="#prompt" className={link}>
          {t('skip.prompt')}
        </a>
      )}
      <a href="#pictures" className={link}>
        {t(page === 'studio' ? 'skip.pictures' : 'skip.content')}
      </a>
    </>
  )
}
