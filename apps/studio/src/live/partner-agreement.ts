import { CallError } from '../api/request.ts'
import { createCell } from './cell.ts'

/** A question to the person that something waits for: may this partner receive what they ask for? */
export interface AgreementAsked {
  partnerId: string
  answer(isAgreed: boolean): void
}

/** Shown by whoever draws sheets; one at a time. */
export const agreementAsked = createCell<AgreementAsked | undefined>(undefined)

/** Sends; where the server wants an agreement first, asks the person, and goes on by itself when they agree. */
export async function withAgreement<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send()
  } catch (error) {
    const partnerId = findNotAgreed(error)
    if (partnerId === undefined || !(await ask(partnerId))) throw error
    return withAgreement(send)
  }
}

/** Whoever said no knows why nothing was sent. */
export const isNotAgreed = (error: unknown): boolean => findNotAgreed(error) !== undefined

function findNotAgreed(error: unknown): string | undefined {
  const isAbout = error instanceof CallError && error.code === 'disclosures/partner-not-agreed'
  return isAbout ? String(error.facts['partner']) : undefined
}

async function ask(partnerId: string): Promise<boolean> {
  agreementAsked.get()?.answer(false)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  agreementAsked.set({
    partnerId,
    answer(isAgreed) {
      agreementAsked.set(undefined)
      resolve(isAgreed)
    },
  })
  return promise
}
