export { type CanaryHit, needlesOf, scanBytes } from './canary-scan.ts'
export { scanApart } from './scan-apart.ts'
export { type CanaryReport, scanFolders, type ScanPlace, scanPlaces } from './scan-folders.ts'
