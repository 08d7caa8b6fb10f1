import { writeFileSync } from 'node:fs'
import { makeDocs } from './docs/make-docs.ts'

/** Writes the documents that are made from the code. */
for (const [path, text] of Object.entries(makeDocs())) writeFileSync(path, text)
