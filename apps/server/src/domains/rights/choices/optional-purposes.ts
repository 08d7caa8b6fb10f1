/**
 * What a person may switch, with what holds until they say otherwise. Analytics rest on an interest of ours and may be
 * objected to; marketing needs a yes. Everything else here is needed for what the person asks for.
 *
 * @see GDPR articles 6(1)(f) and 21(1), 7 and 21(2) (read 2026-11-24)
 */
export const optionalPurposes = {
  analytics: { isAllowedAtFirst: true, endsWithSignal: true },
  marketing: { isAllowedAtFirst: false, endsWithSignal: true },
} as const

export type OptionalPurpose = keyof typeof optionalPurposes
export const optionalPurposeNames = Object.keys(optionalPurposes) as OptionalPurpose[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
