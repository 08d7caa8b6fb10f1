import { expect, test } from 'vitest'
import { isSignedBy, openSigningKey } from './signing.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

/* RFC 8032, section 7.1, tests 2 and 3. */
const published = [
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    bytes: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    bytes: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
]

test.each(published)('signs as RFC 8032 says, message $bytes', ({ seed, publicKey, bytes, signature }) => {
  const key = openSigningKey(hex(seed))
  expect(key.publicKey.toString('hex')).toBe(publicKey)
  expect(key.sign(hex(bytes)).toString('hex')).toBe(signature)
  expect(isSignedBy(hex(publicKey), hex(bytes), hex(signature))).toBe(true)
})

test('what another signed, or what was changed, is not signed', () => {
  const bytes = Buffer.from('a receipt')
  const [key, other] = [openSigningKey(Buffer.alloc(32, 1)), openSigningKey(Buffer.alloc(32, 2))]
  const signature = key.sign(bytes)
  expect(isSignedBy(other.publicKey, bytes, signature)).toBe(false)
  expect(isSignedBy(key.publicKey, Buffer.from('a receipT'), signature)).toBe(false)
  expect(isSignedBy(key.publicKey, bytes, signature.subarray(1))).toBe(false)
  expect(isSignedBy(Buffer.alloc(3), bytes, signature)).toBe(false)
})
