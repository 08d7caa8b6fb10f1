import type { PartnerDescription } from '#partner-spec'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { findTermFaults } from './find-term-faults.ts'

/**
 * Refuses a partner whose terms are not stated, or not good enough: the last gate, whatever was read before.
 *
 * @throws StartupFault that names the partner and the term
 */
export function checkTerms({ id, terms, slots }: PartnerDescription): void {
  const [fault] = findTermFaults(terms)
  if (fault !== undefined) refuse(`The partner "${id}", ${fault.term}: ${fault.cause} ${fault.mend}`)
  if (!Number.isInteger(slots) || slots < 1)
    refuse(`The partner "${id}" has no slots. State how many generations it runs at once.`)
}

function refuse(sentence: string): never {
  throw new StartupFault('models/terms-refused', sentence)
}
