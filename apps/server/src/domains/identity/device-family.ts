import { parse } from 'bowser'

const familyShape = /^[\w .-]{1,60}$/
const longestUserAgent = 512

/** "Firefox on Linux": enough to know one's own devices, too little to know a person. Undefined when it is not plain. */
export function readDeviceFamily(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined || userAgent === '' || userAgent.length > longestUserAgent) return undefined
  const { browser, os } = parse(userAgent)
  const family = [browser.name, os.name].filter((name) => name !== undefined && name !== '').join(' on ')
  return familyShape.test(family) ? family : undefined
}
