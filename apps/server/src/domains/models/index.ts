export {
  type Catalogue,
  type CatalogueEntry,
  createCatalogue,
  type ModelRequest,
} from './catalogue.ts'
export { daysSinceChecked, findTermFaults } from './find-term-faults.ts'
export { pricePerImage } from './price-per-image.ts'
export {
  type PartnerSettings,
  type ReadPartners,
  readPartnersFile,
} from './partners-file/read-partners-file.ts'
export { termsOf } from './partners-file/find-partner-faults.ts'
export { partnersFileJsonSchema } from './partners-file/partners-file-schema.ts'
