import type { RouteHandlers } from '#server/http/index.ts'
import { findMessageFaults, findReportFaults, messageOf, reportOf } from './form/read-form.ts'
import { keepLetter } from './keep-letter.ts'
import { messageBox, reportBox } from './letter-box.ts'
import { createStateHandlers, type StateRoute } from './letter-state.ts'
import { aboutMessage, renderContactPage } from './pages/contact-page.ts'
import type { LetterSite } from './pages/letter-site.ts'
import { renderReceiptPage } from './pages/receipt-page.ts'
import { aboutReport, renderReportPage } from './pages/report-page.ts'
import type { CorrespondenceParts } from './parts.ts'
import { createLetterLimit, type LetterForm, showForm, takeForm } from './send-letter.ts'

export type LetterHandlers = Required<
  Pick<RouteHandlers, 'contact' | 'sendMessage' | 'report' | 'sendReport' | StateRoute>
>

export function createLetterHandlers(parts: CorrespondenceParts): LetterHandlers {
  const site: LetterSite = parts
  const contact = createContactForm(parts, site)
  const report = createReportForm(parts, site)
  return {
    contact: async () => showForm(parts, contact),
    sendMessage: (context) => takeForm(parts, contact, context),
    report: async () => showForm(parts, report),
    sendReport: (context) => takeForm(parts, report, context),
    ...createStateHandlers(parts),
  }
}

const createContactForm = (parts: CorrespondenceParts, site: LetterSite): LetterForm => ({
  name: 'contact',
  limit: createLetterLimit(),
  read(fields) {
    const kind = messageBox.kinds.find((known) => known === fields.kind)
    const faults = findMessageFaults(fields, kind, parts.isMailAddress)
    if (kind === undefined || faults.size > 0) return { faults }
    const letter = messageOf(fields)
    return {
      keep: (formIndex) => keepLetter(parts, messageBox, { kind, letter, formIndex }),
      renderReceipt: (receipt) =>
        renderReceiptPage(site, {
          receipt,
          word: 'message',
          about: aboutMessage[kind],
          hasAddress: letter.replyTo !== undefined,
        }),
    }
  },
  render: (view) => renderContactPage(site, view),
})

const createReportForm = (parts: CorrespondenceParts, site: LetterSite): LetterForm => ({
  name: 'report',
  limit: createLetterLimit(),
  read(fields) {
    const kind = reportBox.kinds.find((known) => known === fields.kind)
    const faults = findReportFaults(fields, kind, parts.isMailAddress)
    if (kind === undefined || faults.size > 0) return { faults }
    const letter = reportOf(fields, kind)
    return {
      keep: (formIndex) => keepLetter(parts, reportBox, { kind, letter, formIndex }),
      renderReceipt: (receipt) =>
        renderReceiptPage(site, {
          receipt,
          word: 'report',
          about: aboutReport[kind],
          hasAddress: letter.replyTo !== undefined,
        }),
    }
  },
  render: (view) => renderReportPage(site, view),
})
