import { useEffect, useState } from 'react'
import type { AgreementSheet as LoadedSheet } from '../features/disclosures/agreement-sheet.tsx'
import { useCell } from '../live/cell.ts'
import { agreementAsked } from '../live/partner-agreement.ts'

/** Shows what is asked before the first send to a partner. What shows it comes when it is wanted: most never see it. */
export function AgreementQuestion() {
  const asked = useCell(agreementAsked)
  const [Loaded, setLoaded] = useState<typeof LoadedSheet>()
  useEffect(() => {
    if (asked === undefined || Loaded !== undefined) return
    import('../features/disclosures/agreement-sheet.tsx').then(
      ({ AgreementSheet }) => setLoaded(() => AgreementSheet),
      // Without the question nothing may be sent.
      () => asked.answer(false),
    )
  }, [asked, Loaded])
  return asked === undefined || Loaded === undefined ? null : <Loaded key={asked.partnerId} asked={asked} />
}
