/* The product searches itself by the same scanner. */
export {
  type CanaryHit,
  type CanaryReport,
  needlesOf,
  scanBytes,
  scanFolders,
} from '#server/platform/canary-scan/index.ts'
