import { expect, test } from 'vitest'
import { ConfigFaults } from './config/index.ts'
import { explainFailure } from './explain-failure.ts'
import { StartupFault } from './kernel/startup-fault.ts'

const failure = (fields: object) => Object.assign(new Error('words of a person'), fields)

test.each([
  [new StartupFault('some/code', 'Do this.'), 'Do this.'],
  [
    new ConfigFaults([{ variable: 'PORT', cause: 'It is odd.', mend: 'Write 1.' }]),
    'PORT: It is odd. Write 1.',
  ],
  [failure({ code: 'ENOSPC' }), 'The disk is full.'],
  [failure({ code: 'EACCES', path: '/data/x' }), 'This user may not use /data/x.'],
  [failure({ code: 'EROFS', path: '/data/x' }), '/data/x lies on a read-only disk.'],
  [failure({ code: 'EMFILE' }), 'ulimit -n'],
  [failure({}), 'GPTImage met a defect: Error'],
  ['words of a person', 'GPTImage met a defect: string'],
])('%o is explained', (error, sentence) => {
  const said = explainFailure(error)
  expect(said).toContain(sentence)
  expect(said).not.toMatch(/words of a person|\n\s+at /)
})
