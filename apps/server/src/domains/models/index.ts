export {
  type Catalogue,
  type CatalogueEntry,
  createCatalogue,
  type ModelRequest,
} from './catalogue.ts'
