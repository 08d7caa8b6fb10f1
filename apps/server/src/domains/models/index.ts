export {
  type Catalogue,
  type CatalogueEntry,
  createCatalogue,
  type ModelRequest,
} from './catalogue.ts'
export { pricePerImage } from './price-per-image.ts'
