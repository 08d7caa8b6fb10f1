export { type KeeperParts, startKeeper } from './keeper.ts'
export { type Library, openLibrary } from './library.ts'
