import { expect, test } from 'vitest'
import { fold, matches, termsOf } from './search.ts'

const finds = (text: string, query: string) => matches(fold(text), termsOf(query))

test.each([
  ['A red fox on a snowy hill', 'FOX snow'],
  ['A red fox on a snowy hill', 'hill red'],
  ['Ein Käuzchen über der Straße', 'kauzchen uber strasse'],
  ['Un château à l’aube', 'CHATEAU'],
  ['İstanbul’da bir sabah', 'istanbul'],
  ['一只红色的狐狸在雪地里', '红色 狐狸'],
  ['一只红色的狐狸在雪地里', '狐狸，雪地'],
  ['ＦＵＬＬ width letters', 'full'],
  ['東京の夜景', '夜景'],
  ['anything', ''],
  ['anything', ' \n'],
])('in "%s" it finds "%s"', (text, query) => {
  expect(finds(text, query)).toBe(true)
})

test.each([
  ['A red fox', 'red wolf'],
  ['一只红色的狐狸', '蓝色'],
  ['A red fox', '.*'],
])('in "%s" it does not find "%s"', (text, query) => {
  expect(finds(text, query)).toBe(false)
})
