import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkLockfile } from './check-lockfile.ts'

const npmrc = 'ignore-scripts=true\n'
const lockfile = (facts: object, path = 'node_modules/planted') =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': {}, [path]: { version: '1.0.0', ...facts } } })
const integrity = 'sha512-AAAA'

test('what this project installs has no fault', () => {
  const [own, ownRc] = ['package-lock.json', '.npmrc'].map((name) =>
    readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'),
  )
  expect(checkLockfile(own ?? '', ownRc ?? '').findings).toEqual([])
})

test.each<[string, object]>([
  ['a package without a sum', {}],
  ['a weak sum', { integrity: 'sha1-AAAA' }],
  ['a folder', { link: true, resolved: '../elsewhere' }],
  ['a repository', { integrity, resolved: 'git+ssh://git@example.org/a.git#1' }],
  ['an address without TLS', { integrity, resolved: 'http://registry.example.org/a-1.0.0.tgz' }],
  ['a script nobody looked at', { integrity, hasInstallScript: true }],
])('%s is found', (_, facts) => {
  expect(checkLockfile(lockfile(facts), npmrc).findings).toHaveLength(1)
})

test('scripts that would run are found', () => {
  expect(checkLockfile(lockfile({ integrity }), '').findings).toHaveLength(1)
})
