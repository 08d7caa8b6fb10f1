import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { execFileSync } from 'node:child_process'
import { makeDocs } from './docs/make-docs.ts'

/* Documents that are made are as they would be made now; every link leads somewhere; the README is short. */

const faults: string[] = []
for (const [path, text] of Object.entries(makeDocs())) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text)
    faults.push(`${path} is not in step: node tools/write-docs.ts`)
}
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
for (const path of listed.split('\n').filter((line) => line !== '' && existsSync(line))) {
  for (const [, link = ''] of readFileSync(path, 'utf8').matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
    if (!/^[a-z]+:/.test(link) && !existsSync(normalize(join(dirname(path), link))))
      faults.push(`${path}: ${link} leads nowhere`)
  }
}
if (readFileSync('README.md', 'utf8').split('\n').length > 150)
  faults.push('README.md is longer than 150 lines')
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''))
process.exit(faults.length === 0 ? 0 : 1)
