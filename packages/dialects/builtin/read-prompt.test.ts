import { expect, test } from 'vitest'
import { readPrompt } from './read-prompt.ts'
import { subjects } from './subjects/index.ts'

const read = (prompt: string) =>
  readPrompt(prompt, subjects).wanted.map(({ subject, count, colour }) => ({
    subject: subject.id,
    count,
    isColoured: colour !== undefined,
  }))

test.each([
  ['a bowl of oranges on a table', [{ subject: 'orange', count: 3, isColoured: false }]],
  ['two oranges', [{ subject: 'orange', count: 2, isColoured: false }]],
  ['an orange cat', [{ subject: 'cat', count: 1, isColoured: true }]],
  ['an orange striped cat', [{ subject: 'cat', count: 1, isColoured: true }]],
  [
    'a cat with an orange',
    [
      { subject: 'cat', count: 1, isColoured: false },
      { subject: 'orange', count: 1, isColoured: false },
    ],
  ],
])('in "%s" an orange is what it is', (prompt, wanted) => {
  expect(read(prompt)).toEqual(wanted)
})

test.each([
  ['一只猫', [{ subject: 'cat', count: 1, isColoured: false }]],
  ['三隻紅色的鳥', [{ subject: 'bird', count: 3, isColoured: true }]],
  ['雪地里的猫头鹰', [{ subject: 'owl', count: 1, isColoured: false }]],
  [
    '一辆蓝色的汽车和两棵大树',
    [
      { subject: 'car', count: 1, isColoured: true },
      { subject: 'tree', count: 2, isColoured: false },
    ],
  ],
  ['机器人', []],
])('in "%s" the Chinese words are understood', (prompt, wanted) => {
  expect(read(prompt)).toEqual(wanted)
})

test('Chinese words for time, place, weather, season and style are understood too', () => {
  expect(readPrompt('冬天夜晚下雪的森林，水彩画', subjects)).toMatchObject({
    time: 'night',
    place: 'forest',
    weather: 'snow',
    season: 'winter',
    style: 'watercolour',
  })
  expect(readPrompt('山上的太阳', subjects)).toMatchObject({ place: 'mountains', time: 'day' })
})

test('thirty common Chinese nouns each name something that is drawn', () => {
  const nouns =
    '猫 狗 鸟 树 房子 花 汽车 船 鱼 人 马 牛 羊 兔子 熊 老虎 大象 猴子 鸡 鸭子 蝴蝶 苹果 香蕉 蛋糕 飞机 火车 自行车 雪人 城堡 灯塔'
  expect(nouns.split(' ').filter((noun) => read(noun).length !== 1)).toEqual([])
})
