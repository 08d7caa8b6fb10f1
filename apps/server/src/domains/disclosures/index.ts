export {
  type Disclosure,
  recordDisclosure,
  settleDisclosure,
} from './disclosures.ts'
