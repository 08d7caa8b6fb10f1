import { t } from '../../../messages/messages.ts'
import { changeDraft, focusPrompt } from '../draft.ts'

const examples = ['example.one', 'example.two', 'example.three'] as const

/** An empty stage that teaches: what to write, what happens then, what is left afterwards. */
export function FirstRun() {
  return (
    <section className="mx-auto grid max-w-3xl gap-8 py-8 compact:py-16">
      <div>
        <h2 className="text-28 tracking-[-0.01em] text-balance">{t('first.title')}</h2>
        <p className="mt-3 max-w-[60ch] text-16 text-ink-second">{t('first.text')}</p>
      </div>
      <ul className="grid gap-2 compact:grid-cols-3">
        {examples.map((id) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                changeDraft({ prompt: t(id) })
                focusPrompt()
              }}
              className="grain-card group relative flex size-full min-h-28 flex-col justify-between gap-4 overflow-hidden rounded-print border border-line bg-raised p-4 text-start transition-colors hover:border-edge compact:aspect-[4/5]"
            >
              <span className="grain absolute inset-0 opacity-30 mix-blend-overlay" aria-hidden="true" />
              <span className="relative text-16 leading-normal">{t(id)}</span>
              <span className="relative text-13 text-ink-second group-hover:text-ink">{t('first.use')}</span>
            </button>
          </li>
        ))}
      </ul>
      <ol className="grid gap-3 text-14 text-ink-second compact:grid-cols-3 compact:gap-2">
        {(['first.step-one', 'first.step-two', 'first.step-three'] as const).map((id, index) => (
          <li key={id} className="flex gap-3 compact:pe-4">
            <span className="figures text-ink">{index + 1}</span>
            <span>{t(id)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
