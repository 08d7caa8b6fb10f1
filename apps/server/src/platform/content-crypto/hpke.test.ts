import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeKeyPair, openWith, sealTo } from './index.ts'
import { openAssociated, sealWithEphemeral, suiteOfVectors } from './hpke.ts'
import { importPrivateKey } from './key-pair.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

/** RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0. */
const vector = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  ephemeral: {
    publicKey: hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'),
    privateKey: hex('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736'),
  },
  recipient: {
    publicKey: hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'),
    privateKey: hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
  },
  plaintext: hex('4265617574792069732074727574682c20747275746820626561757479'),
  associated: hex('436f756e742d30'),
  ciphertext: hex(
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
  ),
}

test('the vector of RFC 9180 seals and opens', () => {
  const { info, ephemeral, recipient, plaintext, associated, ciphertext } = vector
  const message = { publicKey: recipient.publicKey, plaintext, context: info, associated }
  const given = { ...ephemeral, privateKey: importPrivateKey(ephemeral.privateKey) }
  const sealed = sealWithEphemeral(given, message, suiteOfVectors)
  expect(sealed).toEqual(Buffer.concat([ephemeral.publicKey, ciphertext]))
  const key = importPrivateKey(recipient.privateKey)
  expect(openAssociated(key, { sealed, context: info, associated }, suiteOfVectors)).toEqual(plaintext)
})

const pair = makeKeyPair()
const context = Buffer.from('one object')

test('what is sealed opens for its key and its context, and for no other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const sealed = sealTo(pair.publicKey, bytes, context)
      expect(openWith(pair.privateKey, sealed, context)).toEqual(Buffer.from(bytes))
      expect(() => openWith(makeKeyPair().privateKey, sealed, context)).toThrow()
      expect(() => openWith(pair.privateKey, sealed, Buffer.from('another object'))).toThrow()
    }),
    { numRuns: 30 },
  )
})

test('a changed or shortened message never opens', () => {
  const sealed = sealTo(pair.publicKey, Buffer.from('the key of one object, 32 bytes.'), context)
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    // The highest bit of an X25519 public key is not read (RFC 7748, section 5).
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => openWith(pair.privateKey, changed, context)).toThrow()
    expect(() => openWith(pair.privateKey, sealed.subarray(0, at), context)).toThrow()
  }
})
