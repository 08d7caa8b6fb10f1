/** A person or firm that may be written to. */
export interface Representative {
  name: string
  address: string
  email: string
}

/** Who runs this installation, as the policies name them. */
export interface Operator {
  /** Nobody said who it is: it runs on one computer, for the person at it. */
  isStandIn: boolean
  brand: string
  name: string
  place: string
  /** ISO 3166-1, two letters; absent for the stand-in, who is wherever the computer is. */
  country?: string
  address?: string
  privacyEmail?: string
  securityEmail?: string
  euRepresentative?: Representative
  ukRepresentative?: Representative
  governingLaw?: string
  /** Who provides the computers, and in which country they stand. */
  host?: { name: string; country: string }
  /** The address that mails are from, and who carries them; absent where none are sent. */
  mailFrom?: string
  mailCarrier?: { name: string; country: string }
  /** Countries from where people of the operator reach the machines or the books. */
  staffCountries: readonly string[]
  /** On what ground account facts may be seen from countries outside the European Economic Area. */
  transferMechanism?: string
  /** Days for which the lines that the server writes are kept. */
  logDays?: number
  /** Since which day requests of authorities and takeovers of the service are counted. */
  transparency?: { since: string }
}

/** On loopback, without a file: the person who runs it is also the one whose content it is. */
export const standIn: Operator = {
  isStandIn: true,
  brand: 'GPTImage',
  name: 'the person running this computer',
  place: 'this computer',
  staffCountries: [],
}
