const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
}

/** A file name for a finished picture that says nothing about the words: its generation, and its place from 1. */
export function fileNameOf(pictureId: string, mediaType: string): string {
  const [generation = '', index = '0'] = pictureId.split('/')
  return `gptimage-${generation.slice(-8)}-${Number(index) + 1}.${endings[mediaType] ?? 'png'}`
}
