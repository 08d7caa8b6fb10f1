import { Download } from 'lucide-react'
import { useState } from 'react'
import { request } from '../../api/request.ts'
import { saveBlob } from '../../live/download.ts'
import { faultText } from '../../messages/error-text.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { useReadAnew } from './use-rights.ts'

/** Everything in one file, made while it is read. */
export function TakeSection() {
  const readAnew = useReadAnew()
  const [state, setState] = useState<
    { step: 'idle' | 'taking' | 'taken' } | { step: 'failed'; text: string }
  >({
    step: 'idle',
  })
  async function take(): Promise<void> {
    setState({ step: 'taking' })
    try {
      const response = await request('/api/rights/export', { method: 'POST' })
      const day = new Date().toISOString().slice(0, 10)
      saveBlob(await response.blob(), `everything-about-me-${day}.zip`)
      setState({ step: 'taken' })
      announce(tp('take.taken'))
      readAnew()
    } catch (error) {
      setState({ step: 'failed', text: faultText(error) })
    }
  }
  const isTaking = state.step === 'taking'
  return (
    <section aria-labelledby="take-heading" className="grid justify-items-start gap-4">
      <h2 id="take-heading" className="text-16">
        {tp('take.title')}
      </h2>
      <p className="max-w-[68ch] text-ink-second">{tp('take.text')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={<Download size={16} strokeWidth={1.5} aria-hidden="true" />}
          blockedBy={isTaking ? tp('take.taking') : undefined}
          onClick={() => void take()}
        >
          {tp(isTaking ? 'take.taking' : 'take.button')}
        </Button>
        {state.step === 'taken' && <p className="text-13 text-ink-second">{tp('take.taken')}</p>}
        {state.step === 'failed' && <p role="alert">{state.text}</p>}
      </div>
      <a
        href="/api/rights/export-schema"
        className="inline-flex min-h-10 items-center text-13 text-ink-second underline underline-offset-4 hover:text-ink"
      >
        {tp('take.schema')}
      </a>
    </section>
  )
}
