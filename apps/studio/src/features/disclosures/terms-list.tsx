import type { PartnerTerms } from '#contract'
import { td } from '../../messages/disclosures/messages.ts'
import { formatLength } from './format-length.ts'

/** What a partner does with what it is sent, in the same order everywhere. */
export function TermsList({ terms }: { terms: PartnerTerms }) {
  return (
    <dl className="grid text-14">
      {linesOf(terms).map(([what, how]) => (
        <div
          key={what}
          className="grid grid-cols-[7rem_minmax(0,1fr)] gap-4 border-t border-line py-2 first:border-t-0"
        >
          <dt className="text-ink-second">{what}</dt>
          <dd className="figures wrap-anywhere">{how}</dd>
        </div>
      ))}
    </dl>
  )
}

function linesOf(terms: PartnerTerms): readonly (readonly [string, React.ReactNode])[] {
  const { region, transferMechanism: ground, onwardRecipients } = terms
  return [
    [td('terms.region'), ground === undefined ? region : td('terms.region-ground', { region, ground })],
    [td('terms.keeps'), keepsText(terms)],
    [
      td('terms.onward'),
      onwardRecipients.length === 0 ? td('terms.onward-none') : onwardRecipients.join(', '),
    ],
    // A partner that does cannot be used here at all.
    [td('terms.training'), td('terms.training-no')],
    [td('terms.basis'), <Basis key="basis" terms={terms} />],
  ]
}

export function keepsText({
  inputRetentionSeconds: inputs,
  outputRetentionSeconds: outputs,
  logRetentionSeconds: logs,
}: PartnerTerms): string {
  if (Math.max(inputs, outputs, logs) === 0) return td('terms.keeps-nothing')
  return td('terms.keeps-parts', {
    inputs: formatLength(inputs),
    outputs: formatLength(outputs),
    logs: formatLength(logs),
  })
}

const bases = ['contract', 'documentation', 'in-process', 'self-hosted'] as const

function Basis({ terms: { basis, source, checkedOn: day } }: { terms: PartnerTerms }) {
  const known = bases.find((one) => one === basis) ?? 'documentation'
  return (
    <>
      {td(`terms.basis-${known}`, { day })}
      {source !== undefined && (
        <>
          {' '}
          <a
            href={source}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex min-h-10 items-center underline pointer-coarse:min-h-11"
          >
            {td('terms.source')}
          </a>
        </>
      )}
    </>
  )
}
