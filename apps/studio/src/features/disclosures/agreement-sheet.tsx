import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PartnerView } from '#contract'
import { CallError } from '../../api/request.ts'
import type { AgreementAsked } from '../../live/partner-agreement.ts'
import { useStudio } from '../../live/studio.ts'
import { td } from '../../messages/disclosures/messages.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SheetHeader } from '../../ui/sheet-header.tsx'
import { agreeToPartner, listPartners, partnersKey } from './api/partner-calls.ts'
import { TermsList } from './terms-list.tsx'

/** Asked once, before the first send to a partner: who it is, where, how long it keeps what, and who else gets it. */
export function AgreementSheet({ asked }: { asked: AgreementAsked }) {
  const { client } = useStudio()
  const list = useQuery({ queryKey: partnersKey, queryFn: () => listPartners(client), staleTime: 0 })
  const partner = list.data?.partners.find(({ id }) => id === asked.partnerId)
  const name = partner?.name ?? asked.partnerId
  const title = td(partner?.agreedAt === undefined ? 'agree.first' : 'agree.changed', { partner: name })
  const close = (): void => asked.answer(false)
  return (
    <Sheet label={title} shape="sheet" onClose={close}>
      <SheetHeader title={title} onClose={close} />
      <div className="grid gap-4 px-4 pb-[max(1rem,env(safe-area-inset-bottom))] compact:px-6 compact:pb-6">
        {partner?.terms === undefined ? (
          <Waiting
            fault={list.isError ? faultText(list.error) : undefined}
            onAgain={() => void list.refetch()}
          />
        ) : (
          <Question partner={partner} onAnswer={asked.answer} onChanged={() => list.refetch()} />
        )}
      </div>
    </Sheet>
  )
}

function Waiting({ fault, onAgain }: { fault: string | undefined; onAgain(): void }) {
  if (fault === undefined) return <p className="text-ink-second">{td('agree.loading')}</p>
  return (
    <div role="alert" className="grid gap-3">
      <p>{fault}</p>
      <Button className="justify-self-start" onClick={onAgain}>
        {t('action.try-again')}
      </Button>
    </div>
  )
}

interface QuestionProps {
  partner: PartnerView
  onAnswer(isAgreed: boolean): void
  /** Reads the terms anew. */
  onChanged(): Promise<unknown>
}

function Question({ partner, onAnswer, onChanged }: QuestionProps) {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [isAgreeing, setAgreeing] = useState(false)
  const [fault, setFault] = useState<string>()
  async function agree(): Promise<void> {
    const { id, termsVersion } = partner
    if (termsVersion === undefined) return
    setAgreeing(true)
    try {
      await agreeToPartner(client, { id, termsVersion })
      void queries.invalidateQueries({ queryKey: partnersKey })
      onAnswer(true)
    } catch (error) {
      setFault(faultText(error))
      if (error instanceof CallError && error.code === 'disclosures/terms-changed') {
        await onChanged()
        setFault(td('agree.changed-again'))
      }
      setAgreeing(false)
    }
  }
  return (
    <>
      <p className="max-w-[68ch] text-14">{td('agree.text', { partner: partner.name })}</p>
      {partner.terms !== undefined && <TermsList terms={partner.terms} />}
      {fault !== undefined && (
        <p role="alert" className="border-s-2 border-caution ps-3 text-13">
          {fault}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          blockedBy={isAgreeing ? td('agree.loading') : undefined}
          onClick={() => void agree()}
        >
          {td('agree.agree')}
        </Button>
        <Button onClick={() => onAnswer(false)}>{td('agree.later')}</Button>
      </div>
      <p className="text-12 text-ink-second">{td('agree.note')}</p>
    </>
  )
}
