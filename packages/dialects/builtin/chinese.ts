/**
 * Common Chinese words and the English ones that the reader knows for the same thing; simplified and traditional. Words
 * that it could only misread stand here too, so that the person inside a robot (机器人) is not taken for one.
 */
const meanings: Readonly<Record<string, string>> = {
  // Counts. Measure words and particles say nothing to the reader.
  one: '一 一个 一個',
  two: '二 两 兩 双 雙 一对 一對',
  three: '三',
  four: '四',
  five: '五',
  six: '六',
  seven: '七',
  eight: '八',
  nine: '九',
  ten: '十',
  dozen: '十二 一打',
  few: '几 幾 一些',
  many: '许多 許多 很多',
  group: '一群 群',
  '': '只 隻 条 條 头 頭 匹 个 個 朵 座 艘 辆 輛 棵 位 名 间 間 所 颗 顆 片 架 杯 本 把 支 枝 张 張 的 了 着 著 在 和 与 與 里 裡 裏',

  // Animals.
  cat: '猫 貓 小猫 小貓',
  dog: '狗 犬 小狗',
  horse: '马 馬 骏马',
  cow: '牛 奶牛 公牛',
  sheep: '羊 绵羊 綿羊',
  pig: '猪 豬',
  goat: '山羊',
  fox: '狐狸 狐',
  wolf: '狼',
  deer: '鹿 驯鹿',
  bear: '熊 北极熊',
  rabbit: '兔 兔子',
  squirrel: '松鼠',
  hedgehog: '刺猬',
  mouse: '老鼠 鼠',
  elephant: '大象 象',
  lion: '狮子 獅子 狮 老虎 虎 豹',
  giraffe: '长颈鹿 長頸鹿',
  zebra: '斑马 斑馬',
  monkey: '猴子 猴',
  owl: '猫头鹰 貓頭鷹',
  eagle: '鹰 鷹 老鹰 海鸥',
  bird: '鸟 鳥 小鸟 小鳥 麻雀 乌鸦 鹦鹉',
  duck: '鸭 鴨 鸭子 鴨子 鹅 鵝',
  rooster: '公鸡 公雞',
  chicken: '鸡 雞 母鸡 小鸡',
  penguin: '企鹅 企鵝',
  swan: '天鹅 天鵝',
  fish: '鱼 魚 金鱼 金魚',
  whale: '鲸 鯨 鲸鱼 鯨魚',
  dolphin: '海豚',
  shark: '鲨鱼 鯊魚',
  octopus: '章鱼 章魚',
  turtle: '乌龟 烏龜 海龟 龟',
  crab: '螃蟹 蟹',
  jellyfish: '水母',
  butterfly: '蝴蝶',
  bee: '蜜蜂',
  frog: '青蛙 蛙',

  // Plants and food.
  tree: '树 樹 大树 大樹',
  pine: '松树 松樹 圣诞树',
  palm: '棕榈 椰子树 椰树',
  cactus: '仙人掌',
  flower: '花 花朵 玫瑰 牡丹 荷花',
  tulip: '郁金香 鬱金香 百合',
  sunflower: '向日葵 雏菊',
  mushroom: '蘑菇',
  apple: '苹果 蘋果 桃子',
  orange: '橙子 橘子 桔子',
  banana: '香蕉',
  lemon: '柠檬 檸檬',
  pear: '梨 梨子',
  bread: '面包 麵包',
  cake: '蛋糕',
  pizza: '披萨 比萨',
  cup: '杯子 咖啡 茶',
  teapot: '茶壶 茶壺',

  // Buildings, vehicles, things.
  house: '房子 房屋 屋子 小屋 木屋 家',
  castle: '城堡 宫殿',
  church: '教堂',
  tower: '塔 摩天楼 摩天大楼 高楼 大楼',
  lighthouse: '灯塔 燈塔',
  windmill: '风车 風車',
  tent: '帐篷 帳篷',
  car: '车 車 汽车 汽車 轿车 卡车 出租车',
  bus: '公共汽车 公交车 巴士',
  bicycle: '自行车 自行車 单车 脚踏车',
  train: '火车 火車',
  boat: '船 小船 帆船',
  ship: '轮船 輪船 大船',
  airplane: '飞机 飛機',
  balloon: '热气球 熱氣球 气球',
  rocket: '火箭 飞船',
  tractor: '拖拉机',
  rainbow: '彩虹',
  umbrella: '伞 傘 雨伞 雨傘',
  candle: '蜡烛 蠟燭',
  guitar: '吉他',
  book: '书 書 书本',
  snowman: '雪人',

  // People.
  people: '人 人们 人們 人群',
  man: '男人 男孩 男子 老人 农民',
  woman: '女人 女子 女士 女王',
  child: '孩子 小孩 女孩 儿童',
  astronaut: '宇航员 太空人',
  knight: '骑士 騎士 武士',
  robot: '机器人 機器人',
  dragon: '龙 龍 恐龙',

  // Time, weather, season.
  dawn: '日出 黎明 清晨 早晨 早上',
  sun: '太阳 太陽 阳光 陽光',
  day: '白天 中午',
  sunset: '日落 夕阳 夕陽 黄昏 黃昏 傍晚',
  night: '夜 夜晚 晚上 夜里',
  moon: '月亮 月 满月 月光',
  stars: '星星 星空 繁星',
  clouds: '云 雲 云朵',
  rain: '雨 下雨',
  snow: '雪 下雪 雪地',
  fog: '雾 霧',
  storm: '风暴 暴风雨 闪电',
  spring: '春 春天 樱花',
  summer: '夏 夏天',
  autumn: '秋 秋天',
  winter: '冬 冬天',

  // Places.
  meadow: '草地 草原 田野 花园 花園 公园',
  hill: '山丘 小山',
  mountain: '山 高山 大山 雪山 山脉',
  sea: '海 大海 海洋 湖 河 江 水',
  beach: '海滩 海灘 沙滩 海边 海邊 岛',
  desert: '沙漠',
  forest: '森林 树林 樹林',
  city: '城市 街道 街 城',
  underwater: '水下 海底',
  table: '桌子 桌 桌上',
  space: '太空 宇宙',

  // Styles.
  watercolour: '水彩 水彩画',
  ink: '水墨 水墨画 素描 铅笔画',
  'oil painting': '油画 油畫',
  pixel: '像素',
  poster: '海报',
  'black and white': '黑白',

  // Colours, and where things stand.
  red: '红 紅 红色 紅色',
  amber: '橙色 橘色',
  yellow: '黄 黃 黄色 黃色',
  golden: '金色 金',
  green: '绿 綠 绿色 綠色 青',
  blue: '蓝 藍 蓝色 藍色',
  purple: '紫 紫色',
  pink: '粉色 粉红 粉红色',
  brown: '棕色 褐色',
  white: '白 白色',
  black: '黑 黑色',
  grey: '灰 灰色',
  silver: '银色 銀色',
  'on the left': '左边 左邊',
  'on the right': '右边 右邊',
  'in the middle': '中间 中間',
  'in the distance': '远处 遠處',
}

const english = new Map(
  Object.entries(meanings).flatMap(([word, forms]) => forms.split(' ').map((form) => [form, word] as const)),
)
const longest = Math.max(...[...english.keys()].map(({ length }) => length))

/** The text with the Chinese words in it said in English, the longest word first. What is not known stays as it is. */
export function sayInEnglish(text: string): string {
  return text.replace(/\p{Script=Han}+/gu, (run) => ` ${translate(run).join(' ')} `)
}

function translate(run: string): string[] {
  const words: string[] = []
  for (let at = 0; at < run.length; ) {
    const length = lengthOfWord(run, at)
    const form = run.slice(at, at + length)
    words.push(english.get(form) ?? form)
    at += length
  }
  return words
}

function lengthOfWord(run: string, at: number): number {
  for (let length = Math.min(longest, run.length - at); length > 1; length -= 1) {
    if (english.has(run.slice(at, at + length))) return length
  }
  return 1
}
