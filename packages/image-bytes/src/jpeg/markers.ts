/** Second bytes of markers (ITU-T T.81 table B.1). */
export const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  quantisation: 0xdb,
  lines: 0xdc,
  restartInterval: 0xdd,
  huffman: 0xc4,
  arithmetic: 0xcc,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app11: 0xeb,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const

export const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7

export const isApplication = (code: number) => code >= marker.app0 && code <= marker.app15

/** SOF0 to SOF15 without the three codes among them that mean something else. */
export const isFrame = (code: number) =>
  code >= 0xc0 && code <= 0xcf && code !== marker.huffman && code !== 0xc8 && code !== marker.arithmetic
