import type { RightsRequestList } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { formatDate, formatStamp } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { useRequests } from './use-rights.ts'

/** Each use of a right with its clock: asked, due, answered. */
export function RequestsSection() {
  const { client } = useStudio()
  const requests = useRequests()
  return (
    <section aria-labelledby="requests-heading" className="grid gap-4">
      <h2 id="requests-heading" className="text-16">
        {tp('requests.title')}
      </h2>
      <p className="max-w-[68ch] text-ink-second">{tp('requests.text')}</p>
      {requests.isError && (
        <div className="flex flex-wrap items-center gap-3">
          <p>{faultText(requests.error)}</p>
          <Button onClick={() => void requests.refetch()}>{t('action.try-again')}</Button>
        </div>
      )}
      {requests.data?.requests.length === 0 && <p>{tp('requests.none')}</p>}
      {requests.data !== undefined && requests.data.requests.length > 0 && (
        <ul className="border-t border-line">
          {requests.data.requests.map((request) => (
            <RequestRow key={request.id} request={request} now={client.now()} />
          ))}
        </ul>
      )}
    </section>
  )
}

function RequestRow({ request, now }: { request: RightsRequestList['requests'][number]; now: number }) {
  const { kind, channel, receivedAt, dueAt, answeredAt, outcome, reason } = request
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3">
      <div>
        <p className="font-500">{tp(`requests.kind-${kind}`)}</p>
        <p className="figures text-13 text-ink-second">
          {formatStamp(Date.parse(receivedAt))}
          {channel !== 'self' && ` · ${tp(`requests.by-${channel}`)}`}
        </p>
      </div>
      <p className="figures text-13 text-ink-second">
        {answeredAt === undefined || outcome === undefined
          ? tp('requests.due', { when: formatDate(dueAt, now) })
          : tp(`requests.outcome-${outcome}`, { when: formatStamp(Date.parse(answeredAt)) })}
      </p>
      {reason !== undefined && (
        <p className="w-full max-w-[68ch] text-13 text-ink-second">
          {tp(`requests.reason-${reason}`)} {tp('requests.disagree')}{' '}
          <a className="text-ink underline underline-offset-2" href="/contact" target="_blank" rel="noopener">
            {tp('requests.write')}
          </a>
        </p>
      )}
    </li>
  )
}
