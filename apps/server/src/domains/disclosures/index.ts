export { recordDisclosure, settleDisclosure } from './disclosures.ts'
