export {
  type Catalogue,
  createCatalogue,
  type ModelRequest,
} from './catalogue.ts'
