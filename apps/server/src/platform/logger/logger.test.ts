import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '#server/kernel/app-error.ts'
import { createLogger } from './index.ts'

function capture() {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  return { lines, logger }
}

test('a line is a code, listed fields and the class of an error', () => {
  const { lines, logger } = capture()
  logger.error(
    'request-failed',
    { route: 'getImage', incident: 'i1' },
    new AppError('vault/closed', { a: 1 }),
  )
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    code: 'request-failed',
    route: 'getImage',
    incident: 'i1',
    error: { type: 'AppError', code: 'vault/closed' },
  })
})

test('nothing of a message, a cause, a fact or an unlisted field is written', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 6 }), (word) => {
      const planted = `planted ${word} prompt`
      const { lines, logger } = capture()
      const cause = Object.assign(new Error(planted), { detail: planted, code: planted })
      const error = Object.assign(new Error(`${planted}\n    at /apps/${planted}.ts:1:1`, { cause }), {
        planted,
      })
      const fields = { reason: planted, prompt: planted, [planted]: planted }
      logger.error('sweep-failed', fields, error)
      logger.warn('sweep-failed', {}, planted)
      expect(lines).toHaveLength(2)
      expect(lines.join('')).not.toContain('planted')
    }),
  )
})
