import { createCell } from './cell.ts'

/** Harmless choices kept on the device. Never a prompt, a picture or anything about a person. */
export interface Settings {
  theme: 'dark' | 'light' | 'device'
  modelId: string | undefined
  widthPx: number | undefined
  heightPx: number | undefined
  count: number
}

const key = 'gptimage.settings'
const usual: Settings = {
  theme: 'device',
  modelId: undefined,
  widthPx: undefined,
  heightPx: undefined,
  count: 4,
}

export const settings = createCell<Settings>(readSettings())

export function changeSettings(change: Partial<Settings>): void {
  settings.update((before) => ({ ...before, ...change }))
  try {
    localStorage.setItem(key, JSON.stringify(settings.get()))
  } catch {
    // Storage is full or forbidden: the choice holds for this page, which is all it promises.
    return
  }
}

/** Forgets the choices too, for when this device is to remember nothing. */
export function forgetSettings(): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing could be written there either.
    return
  }
}

function readSettings(): Settings {
  try {
    const found: Partial<Settings> = JSON.parse(localStorage.getItem(key) ?? '{}')
    return { ...usual, ...found }
  } catch {
    return usual
  }
}

/** Puts the chosen theme on the page; without a choice the style sheet follows the device. */
export function applyTheme(): void {
  const { dataset } = document.documentElement
  const apply = (): void => {
    const { theme } = settings.get()
    if (theme === 'device') delete dataset['theme']
    else dataset['theme'] = theme
  }
  apply()
  settings.subscribe(apply)
}
