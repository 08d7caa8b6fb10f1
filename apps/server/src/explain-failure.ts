import { ConfigFaults } from './config/index.ts'
import { StartupFault } from './kernel/startup-fault.ts'
import { describeError } from './platform/logger/index.ts'

/** A failure as the person at the keyboard reads it: what happened and what to do. Never a stack, never a message. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigFaults || error instanceof StartupFault) return error.sentence
  const { type, code, at } = describeError(error)
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : ''
  const place = path === '' ? 'what it needs' : path
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case '53100':
      return 'The disk is full. Make room, then start again.'
    case 'EACCES':
    case 'EPERM':
      return `This user may not use ${place}. Give it the right, or start as the user it belongs to.`
    case 'EROFS':
      return `${place} lies on a read-only disk. Choose another folder with --data.`
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open. Raise the limit with ulimit -n, then start again.'
    default:
      return `GPTImage met a defect: ${[type, code, at].filter((part) => part !== undefined).join(', ')}. Please report this line; it holds nothing of yours.`
  }
}
