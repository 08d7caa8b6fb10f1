export { findDataFolderFault, prepareDataFolder } from './prepare-data-folder.ts'
